import { type Connection, connect, type Pace } from '../../search/opensearch/connection.js';
import { openSearches } from '../../search/opensearch/searches.js';
import type { OpenSearchSettings } from '../../search/opensearch/settings.js';
import type { Memory } from '../port.js';
import { answersOn } from './answers.js';
import { conversationsOn } from './conversations.js';
import { editionsOn } from './editions.js';
import { type ChatCluster, chatNamesOf, ensureChatLayout } from './layout.js';
import { repliesOn } from './replies.js';
import { startUpkeep } from './upkeep.js';

/** Somebody waits, and can be answered without it: less patience than with a search. */
const WAITED_FOR: Pace = { oneTry: 2_000, patience: 3_000 };

/**
 * Opens what chats remember on a cluster; its indices are made where they are missing. Any number of
 * processes may use it at once: what was kept by one is read by all as soon as it is acknowledged.
 *
 * @param onFailure - told why what is over could not be removed; it is tried again
 * @throws MostanadError `storage` where the cluster cannot be reached or used
 */
export async function openClusterMemory(
  settings: OpenSearchSettings,
  onFailure: (cause: unknown) => void,
  now: () => number = Date.now,
  pace: Pace = WAITED_FOR,
): Promise<Omit<Memory, 'inbox'>> {
  const patient = await connect(settings);
  let quick: Connection;
  try {
    await ensureChatLayout(patient, chatNamesOf(settings));
    quick = await connect(settings, pace);
  } catch (error) {
    await patient.close();
    throw error;
  }
  const over = (connection: Connection): ChatCluster => {
    return { connection, searches: openSearches(connection), names: chatNamesOf(settings), now };
  };
  const cluster = over(quick);
  const upkeep = startUpkeep(over(patient), onFailure);
  return {
    records: { ...answersOn(cluster), ...repliesOn(cluster), ...editionsOn(cluster) },
    conversations: conversationsOn(cluster),
    async close() {
      const stopped = upkeep.stop();
      await Promise.all([quick.close(), patient.close(), stopped]);
    },
  };
}

/**
 * How many answers and verdicts a cluster holds.
 *
 * @throws MostanadError `storage` where the cluster cannot be reached or used
 */
export async function countOnCluster(
  settings: OpenSearchSettings,
): Promise<{ readonly answers: number; readonly verdicts: number }> {
  const connection = await connect(settings);
  const names = chatNamesOf(settings);
  const count = async (index: string): Promise<number> => {
    const path = `/${index}/_count`;
    const { body } = await connection.send<{ readonly count: number }>({ method: 'GET', path });
    return body.count;
  };
  try {
    await ensureChatLayout(connection, names);
    await openSearches(connection).refresh([names.answers, names.verdicts]);
    return { answers: await count(names.answers), verdicts: await count(names.verdicts) };
  } finally {
    await connection.close();
  }
}
