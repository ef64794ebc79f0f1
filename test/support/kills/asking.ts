import { pick, type Random } from '../../../bench/stories/random.js';
import { readConfig } from '../../../src/config.js';
import { type Mostanad, openMostanad } from '../../../src/mostanad.js';
import type { ChangingCorpus } from './corpus.js';
import { type Ledger, wasSaid } from './ledger.js';

/** Someone who asks all the time, whatever happens to the index. */
export interface Asking {
  readonly counts: { asked: number; answered: number; cited: number };
  /** Closes the bot, with nothing left that has the data folder open, or opens one again. */
  pause(): Promise<void>;
  goOn(): Promise<void>;
}

/**
 * Asks one question after another, each about words of an article, and checks every citation.
 *
 * @param onFault - told what was wrong with an answer, or why there was none
 */
export function startAsking(
  corpus: ChangingCorpus,
  data: string,
  ledger: Ledger,
  random: Random,
  onFault: (fault: string) => void,
): Asking {
  const counts = { asked: 0, answered: 0, cited: 0 };
  let bot: Mostanad | null = null;
  let running: Promise<void> = Promise.resolve();
  let halted = true;

  async function askOne(from: Mostanad): Promise<void> {
    const article = pick(random, [...corpus.articles().values()]);
    const words = pick(random, article.blocks).text.split(/\s+/u).slice(0, 8).join(' ');
    const floors = ledger.floors();
    // From nothing on: what is cited matters, not how surely.
    const answer = await from.ask(`${words}؟`, { threshold: 0 });
    counts.asked += 1;
    if (answer.answered) counts.answered += 1;
    for (const citation of answer.citations) {
      counts.cited += 1;
      const { articleId, paragraph, quote } = citation;
      if (wasSaid(corpus, floors(articleId), citation)) continue;
      onFault(`cited what ${articleId} did not say in paragraph ${paragraph}: ${quote}`);
    }
  }

  async function askOn(from: Mostanad): Promise<void> {
    while (!halted) {
      await askOne(from).catch((error: unknown) => onFault(`a question failed: ${error}`));
    }
  }

  return {
    counts,
    async pause() {
      halted = true;
      await running;
      await bot?.close();
      bot = null;
    },
    async goOn() {
      if (!halted) return;
      halted = false;
      bot = await openMostanad(readConfig({ corpus: [corpus.folder], data }));
      running = askOn(bot);
    },
  };
}
