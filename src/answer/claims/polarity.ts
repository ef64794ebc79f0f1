import { normalizeWithMap } from '../../language/normalize.js';
import { stemsOfToken } from '../../language/stem.js';
import { isNormalizedStopWord } from '../../language/stop-words.js';
import { type Token, tokens } from '../../language/tokens.js';
import { hintsAtDenial } from './reservations.js';
import { type Verb, verbsOf } from './verbs.js';

/** What a sentence says or denies: a verb, or what stands before a verb that says little by itself. */
interface Predicate {
  readonly key: string;
  readonly isDenied: boolean;
}

const DENIAL =
  /(?<![\p{L}])(?:هیچ(?:\p{L}*)|بدون|عدم|نه|نه‌تنها|نیز نه|لا|لم|لن|لیس|لیست|غیر|دون|not|no|never|without|none|neither|nor|cannot|\p{L}+n't)(?![\p{L}])/u;
const FOREIGN_DENIAL: ReadonlySet<string> = new Set(
  'not never cannot isn aren wasn weren didn doesn don hasn haven hadn couldn wouldn لم لن لا لیس لیست'.split(
    ' ',
  ),
);
/**
 * Whether a sentence denies what the evidence says, or says what it denies: the same verb with and
 * without its «ن», or a denial where the evidence has none of any kind.
 */
export function isPolarityTurned(sentence: string, evidence: string): boolean {
  const [said, there] = [predicatesOf(sentence), predicatesOf(evidence)];
  const isTurned = said.some(({ key, isDenied }) => {
    const same = there.filter((other) => other.key === key);
    return same.length > 0 && same.every((other) => other.isDenied !== isDenied);
  });
  return (
    isTurned || (denies(sentence, said) && !denies(evidence, there) && !hintsAtDenial(evidence))
  );
}

function denies(text: string, predicates: readonly Predicate[]): boolean {
  const { text: plain } = normalizeWithMap(text);
  return predicates.some(({ isDenied }) => isDenied) || DENIAL.test(plain);
}

function predicatesOf(text: string): readonly Predicate[] {
  const all = tokens(normalizeWithMap(text));
  return [...verbPredicates(all), ...foreignPredicates(all)];
}

/** Verbs that follow one another are one: «نصب نخواهد شد», «گفته نشده است». */
function verbPredicates(all: readonly Token[]): readonly Predicate[] {
  const chains: Verb[][] = [];
  for (const verb of verbsOf(all)) {
    const chain = chains.at(-1);
    if (chain !== undefined && (chain.at(-1)?.to ?? 0) + 1 === verb.from) chain.push(verb);
    else chains.push([verb]);
  }
  return chains.map((chain) => {
    const said = chain.find(({ isLight }) => !isLight);
    const isDenied = chain.some((verb) => verb.isDenied);
    if (said !== undefined) return { key: said.stem, isDenied };
    const before = all[(chain[0]?.from ?? 0) - 1];
    const key = before && !isNormalizedStopWord(before.text) ? stemsOfToken(before)[0] : undefined;
    return { key: key ?? `${chain[0]?.stem}`, isDenied };
  });
}

/** Arabic and English deny the word that follows. */
function foreignPredicates(all: readonly Token[]): readonly Predicate[] {
  const isForeign =
    all.some(({ text }) => FOREIGN_DENIAL.has(text)) || all.some(({ kind }) => kind === 'latin');
  if (!isForeign) return [];
  const counted = all.filter(({ text }) => FOREIGN_DENIAL.has(text) || !isNormalizedStopWord(text));
  return counted.flatMap((token, at) => {
    const key = stemsOfToken(token)[0];
    if (FOREIGN_DENIAL.has(token.text) || key === undefined) return [];
    return [{ key, isDenied: FOREIGN_DENIAL.has(counted[at - 1]?.text ?? '') }];
  });
}
