import type { Citation } from '../src/answer/schema.js';
import type { Phrases } from '../src/phrases/phrases.js';

/** As many are named. */
const MOST_NAMES = 3;

/** In UTF-16 units: a name that is longer was meant to fill the screen. */
const LONGEST_NAME = 80;

/**
 * Who else reports the story of a citation, in a line: the names of their sources, or their titles where
 * they name none, each source once. Null where no other source does.
 *
 * @param shown - makes a name harmless for the platform
 */
export function alsoReportedLine(
  { source: own, alsoReportedBy }: Pick<Citation, 'source' | 'alsoReportedBy'>,
  phrases: Phrases,
  shown: (name: string) => string,
): string | null {
  const all = alsoReportedBy.map(
    ({ source, title, articleId }) => source?.trim() || title.trim() || articleId,
  );
  const names = [...new Set(all)].filter((name) => name !== own?.trim());
  if (names.length === 0) return null;
  const listed = names
    .slice(0, MOST_NAMES)
    .map((name) => shown(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name))
    .join(phrases.comma);
  return phrases.alsoReported(names.length, names.length > MOST_NAMES ? `${listed} …` : listed);
}
