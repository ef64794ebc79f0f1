import { type CallThread, openCallThread } from './call-thread.js';
import type { Keywords } from './keyword.js';

/**
 * Starts the thread that reads the keyword index of a folder: FTS5 ranks whatever matches in one go,
 * tens of milliseconds for a word that stands in a third of 100,000 passages.
 */
export function openKeywordThread(folder: string): CallThread<Keywords> {
  return openCallThread('./keyword-worker.js', 'keywords', folder);
}
