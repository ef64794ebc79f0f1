import type { Citation } from '../../../src/answer/schema.js';
import type { Article } from '../../../src/corpus/article.js';
import { type ChangingCorpus, sameArticle } from './corpus.js';
import { EMPTY, type IndexState } from './state.js';

/** What an index must keep from one kill to the next, and what may be cited meanwhile. */
export interface Ledger {
  /** Compares an index with what it held before and with the corpus; what is wrong, as sentences. */
  check(state: IndexState): readonly string[];
  /** From which version of each article an answer may come that is asked for now. */
  floors(): (id: string) => number;
}

/** Opens the ledger of an empty index. */
export function openLedger(corpus: ChangingCorpus): Ledger {
  let before = EMPTY;
  let said: ReadonlyMap<string, Article> = new Map();
  let floors: ReadonlyMap<string, number> = new Map();

  /** The first version, from the floor on, that the index may now hold. */
  function floorOf(id: string, stored: Article | null): number {
    const floor = floors.get(id) ?? 0;
    if (stored === null && !before.articles.has(id)) return floor;
    const found = corpus
      .versions(id)
      .findIndex((version, at) => at >= floor && sameArticle(version, stored));
    return found === -1 ? floor : found;
  }

  function faultsOf(id: string, state: IndexState): readonly string[] {
    const stored = state.articles.get(id) ?? null;
    const earlier = before.articles.get(id) ?? null;
    const now = corpus.articles().get(id) ?? null;
    if (!sameArticle(stored, earlier) && !sameArticle(stored, now)) {
      return [`${id} is neither what it was nor what the corpus says`];
    }
    const unchanged = sameArticle(said.get(id) ?? null, now) && sameArticle(earlier, now);
    if (!unchanged) return [];
    const [had, has] = [before.passages.get(id) ?? [], state.passages.get(id) ?? new Map()];
    return [...had].flatMap(([passage, encoded]) => {
      if (!has.has(passage)) return [`passage ${passage} of ${id}, unchanged, is gone`];
      return encoded && !has.get(passage) ? [`the vector of passage ${passage} is gone`] : [];
    });
  }

  return {
    check(state) {
      const ids = new Set([...before.articles.keys(), ...state.articles.keys()]);
      const faults = [...ids].flatMap((id) => faultsOf(id, state));
      floors = new Map(
        [...ids, ...floors.keys()].map((id) => [id, floorOf(id, state.articles.get(id) ?? null)]),
      );
      before = state;
      said = corpus.articles();
      return faults;
    },
    floors() {
      const then = floors;
      return (id) => then.get(id) ?? 0;
    },
  };
}

/** Whether a quote stands, to the letter and at its place, in a version from the floor on. */
export function wasSaid(corpus: ChangingCorpus, floor: number, citation: Citation): boolean {
  const { articleId, paragraph, start, end, quote, title } = citation;
  return corpus.versions(articleId).some((version, at) => {
    if (at < floor || version === null || version.title !== title) return false;
    const block = version.blocks.find((one) => one.paragraph === paragraph);
    return block?.text.slice(start, end) === quote;
  });
}
