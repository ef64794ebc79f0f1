import type { Engine, StoredPassage } from './engine.js';
import type { Filter } from './filter.js';
import { fuse, type Match } from './fusion.js';
import { type SearchTerm, searchTerms } from './query.js';

/** How many passages each of the two searches brings before they are fused. */
const POOL = 50;

/** A passage that was found, with its fused score. */
export interface Candidate extends Match {
  readonly passage: StoredPassage;
  readonly score: number;
}

/** What a search found, best first, and how it read the question. */
export interface SearchResult {
  readonly candidates: readonly Candidate[];
  readonly terms: readonly SearchTerm[];
  readonly vector: readonly number[];
}

/**
 * Finds the passages for a question, by keyword and by meaning, fused by passage id.
 *
 * @param vector - the question's unit vector
 * @param limit - how many paragraphs at most
 * @param filter - what of the corpus is searched; null: all of it
 */
export async function search(
  engine: Engine,
  question: string,
  vector: readonly number[],
  limit: number,
  filter: Filter | null = null,
): Promise<SearchResult> {
  const look = () => searchOnce(engine, question, vector, limit, filter);
  const { found, isWhole } = await look();
  // An article that was replaced meanwhile has other passages now, which another look finds.
  return isWhole ? found : (await look()).found;
}

/** One search, and whether all that it found was still there to be read. */
async function searchOnce(
  engine: Engine,
  question: string,
  vector: readonly number[],
  limit: number,
  filter: Filter | null,
): Promise<{ readonly found: SearchResult; readonly isWhole: boolean }> {
  const terms = await searchTerms(engine, question);
  const phrases = terms.map(({ phrases }) => phrases);
  const [byKeyword, byMeaning] = await Promise.all([
    engine.keyword(phrases, POOL, filter),
    engine.nearest(vector, POOL, filter),
  ]);
  const keywordScores = new Map(byKeyword.map(({ id, score }) => [id, score]));
  const ids = new Set([...keywordScores.keys(), ...byMeaning.map(({ id }) => id)]);
  // In this order: what is replaced in between lacks as a passage then, and not only its cosine.
  const cosines = await engine.cosines(vector, [...ids]);
  const passages = await engine.passages([...ids]);
  const ranked = passages
    .map((passage): Candidate => {
      const match = {
        keyword: keywordScores.get(passage.id) ?? 0,
        cosine: cosines.get(passage.id) ?? 0,
      };
      return { passage, ...match, score: fuse(match) };
    })
    .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id);
  const candidates = bestOfParagraph(ranked).slice(0, limit);
  return { found: { candidates, terms, vector }, isWhole: passages.length === ids.size };
}

/** Of a long paragraph's passages only the best stays. */
function bestOfParagraph(ranked: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return ranked.filter(({ passage }) => {
    const key = `${passage.articleId}\n${passage.paragraph}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
