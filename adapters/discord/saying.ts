import { PHRASES, type PhraseLanguage } from '../../src/phrases/phrases.js';
import { type Drafts, paceDrafts } from '../drafts.js';
import { type Log, logFailure, loggable } from '../log.js';
import type { Body } from './body.js';
import { renderDraft, renderNotice } from './render.js';
import type { Target } from './targets.js';

/** Discord takes five messages in five seconds in a channel, and drafts are not all that is sent. */
const DRAFTS_EVERY_MS = 1_500;

/** How what is made reaches a target. */
export interface Saying {
  /** Sends what `make` makes; where that goes wrong, says so with an id that the log has too. */
  answer(
    target: Target,
    language: PhraseLanguage,
    make: () => Promise<readonly Body[]>,
  ): Promise<void>;
  draftsOf(language: PhraseLanguage, draft: Target['draft']): Drafts;
}

export function createSaying(log: Log): Saying {
  return {
    async answer(
      target: Target,
      language: PhraseLanguage,
      make: () => Promise<readonly Body[]>,
    ): Promise<void> {
      try {
        for (const body of await make()) await target.send(body);
      } catch (err) {
        const errorId = logFailure(log, err, 'Discord: a question could not be answered');
        for (const body of renderNotice(PHRASES[language].failed(errorId))) {
          await target.send(body);
        }
      }
    },
    draftsOf(language: PhraseLanguage, draft: Target['draft']): Drafts {
      return paceDrafts(
        (text) => draft(renderDraft(text, language)),
        DRAFTS_EVERY_MS,
        (err) => log.warn({ err: loggable(err) }, 'Discord: a draft could not be shown'),
      );
    },
  };
}
