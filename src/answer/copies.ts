import { factOf } from '../language/facts.js';
import { termsOf } from '../language/terms.js';
import type { Engine, Report } from '../search/engine.js';
import type { Filter } from '../search/filter.js';
import { type Candidate, type SearchResult, search } from '../search/search.js';

/** By article, the others that tell its story. */
export type Reports = ReadonlyMap<string, readonly Report[]>;

/** What was found to read: no copies, and which articles tell the same stories. */
export interface Found extends SearchResult {
  readonly reports: Reports;
}

/** As many candidates are looked through for copies: ten of each that is read. */
const DEPTH = 50;

/** Candidates whose scores differ by less match alike: the same words under another headline. */
const TIE = 0.001;

/** An editor's own words in a paragraph, at most, as a share of its terms. */
const MOST_OWN_WORDS = 0.3;

/**
 * Finds the paragraphs to read for a question, without copies ({@link withoutCopies}).
 *
 * @param vector - the question's unit vector
 * @param limit - how many paragraphs at most
 * @param filter - what of the corpus is searched; null: all of it
 */
export async function find(
  engine: Engine,
  question: string,
  vector: readonly number[],
  limit: number,
  filter: Filter | null,
): Promise<Found> {
  const found = await search(engine, question, vector, DEPTH, filter);
  const ids = [...new Set(found.candidates.map(({ passage }) => passage.articleId))];
  const told = await engine.reportsOf(ids);
  const reports = new Map(ids.map((id, at) => [id, told[at] ?? []]));
  return { ...found, reports, candidates: withoutCopies(found, reports, limit) };
}

/** Whether two articles tell one story: they are paired, or a third is paired with both. */
export function tellOneStory(reports: Reports, a: string, b: string): boolean {
  const toldWith = (id: string) => [id, ...(reports.get(id) ?? []).map((other) => other.articleId)];
  const known = new Set(toldWith(a));
  return toldWith(b).some((id) => known.has(id));
}

/**
 * The best candidates without copies: a paragraph goes where a better one, of another article that
 * tells the same story, says all that it says. Of those that match alike the earliest stays. So
 * copies take no places from what else there is to read, and a copy that was cut short hides nothing.
 * A word that the question asks for is no editor's: where a pairing is wrong, it is what differs.
 */
export function withoutCopies(
  { candidates, terms }: Pick<SearchResult, 'candidates' | 'terms'>,
  reports: Reports,
  limit: number,
): readonly Candidate[] {
  const asked = new Set(terms.flatMap(({ phrases }) => phrases.flat()));
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const { articleId, text } = candidate.passage;
    const original = kept.findIndex(
      ({ passage }) =>
        passage.articleId !== articleId &&
        tellOneStory(reports, passage.articleId, articleId) &&
        saysAll(passage.text, text, asked),
    );
    const better = kept[original];
    if (better === undefined) {
      if (kept.length === limit) break;
      kept.push(candidate);
    } else if (isEarlierTie(candidate, better)) kept[original] = candidate;
  }
  return kept;
}

/**
 * Whether one text says what another says: hardly a word is missing, and no number, day or place.
 *
 * @param needed - terms that may not be missing either
 */
export function saysAll(
  text: string,
  other: string,
  needed: ReadonlySet<string> = new Set(),
): boolean {
  const said = new Set(wordsOf(text));
  const wanted = [...new Set(wordsOf(other))];
  const missing = wanted.filter((word) => !said.has(word));
  return (
    missing.length <= wanted.length * MOST_OWN_WORDS &&
    missing.every((word) => factOf(word) === null && !needed.has(word))
  );
}

/** Terms, with the spellings of one number or day as one. */
function wordsOf(text: string): readonly string[] {
  return termsOf(text).map((term) => factOf(term) ?? term);
}

function isEarlierTie(candidate: Candidate, better: Candidate): boolean {
  const [one, other] = [candidate.passage, better.passage];
  if (better.score - candidate.score >= TIE || !saysAll(one.text, other.text)) return false;
  if (one.date === other.date) return one.articleId < other.articleId;
  return one.date !== null && (other.date === null || one.date < other.date);
}
