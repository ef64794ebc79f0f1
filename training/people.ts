import type { Background } from '../src/answer/background.js';
import { namesAsked } from '../src/answer/names-asked.js';
import { namesLackedBy } from '../src/answer/names-held.js';
import { mentionOfSpeaker, resolveSpeakers } from '../src/corpus/speaker.js';
import { isCommonName } from '../src/language/common-names.js';
import { detectLanguage, type Language } from '../src/language/detect.js';
import { isEverydayWord } from '../src/language/everyday-words.js';
import { factOf } from '../src/language/facts.js';
import { analyze } from '../src/language/terms.js';
import type { NewsRow } from './data.js';

/** A paragraph of an article, and who speaks in it where it only says «وی». */
export interface SpokenParagraph {
  readonly text: string;
  readonly speaker: string | null;
}

/** A person's name as a question spells it. */
export interface SpelledName {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly language: Language;
}

/** What is known of the people of a corpus. */
export interface People {
  readonly background: Background;
  /** The terms that stand last in who speaks somewhere. */
  readonly surnames: ReadonlySet<string>;
}

/** The people of the news, as their articles say who speaks. */
export function peopleOf(background: Background, news: readonly NewsRow[]): People {
  const paragraphs = news.flatMap(({ text }) => linesOf(text));
  return { background, surnames: new Set(paragraphs.flatMap(surnameOfSpeaker)) };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** An article's paragraphs as our question files count them: 0 is the headline. */
export function spokenParagraphs({ title, text }: NewsRow): readonly SpokenParagraph[] {
  const texts = linesOf(text);
  const speakers = resolveSpeakers(texts);
  return [
    { text: title, speaker: null },
    ...texts.map((line, at) => ({ text: line, speaker: speakers[at] ?? null })),
  ];
}

function surnameOfSpeaker(paragraph: string): readonly string[] {
  const mention = mentionOfSpeaker(paragraph);
  if (mention?.kind !== 'named') return [];
  const last = analyze(mention.name).at(-1)?.text ?? '';
  const isSurname = last.length >= 3 && !isEverydayWord(last) && factOf(last) === null;
  return isSurname ? [last] : [];
}

/** The people's names of a question that its passage holds. */
export function peopleIn(
  { background, surnames }: People,
  question: string,
  passage: string,
): readonly SpelledName[] {
  const language = detectLanguage(question);
  const sure = new Set(
    namesAsked(background, question)
      .filter((name) => namesLackedBy(passage, [name]).length === 0)
      .map((name) => name.at(-1)?.start),
  );
  const terms = new Set(analyze(passage).map(({ text }) => text));
  return analyze(question).flatMap(({ text: term, start, end }) => {
    const isSurname = surnames.has(term) && !isEverydayWord(term);
    const isPerson = sure.has(start)
      ? factOf(term) === null && (language === 'en' || isSurname || isCommonName(term))
      : isSurname && terms.has(term);
    return isPerson ? [{ start, end, written: question.slice(start, end), language }] : [];
  });
}

/** Whom an article names in its own words: surnames as it spells them. */
export function surnamesIn({ surnames }: People, text: string): readonly string[] {
  const found = analyze(text)
    .filter(({ text: term }) => surnames.has(term) && !isEverydayWord(term))
    .map(({ start, end }) => text.slice(start, end));
  return [...new Set(found)];
}

/** No more names are tried for one question. */
const MOST_TRIED = 20;

/**
 * The question with another's name, whom its passage does not name: the first that will do of the pool, from
 * a place on; null where none does.
 */
export function withOther(
  question: string,
  name: SpelledName,
  passage: string,
  pool: readonly string[],
  from: number,
): string | null {
  const tried = Array.from(
    { length: Math.min(MOST_TRIED, pool.length) },
    (_, step) => pool[(from + step) % pool.length] ?? '',
  );
  const other = tried.find((written) => !holdsName(passage, written));
  if (other === undefined) return null;
  return question.slice(0, name.start) + other + question.slice(name.end);
}

function holdsName(text: string, written: string): boolean {
  const word = { term: analyze(written)[0]?.text ?? written, written, start: 0, joins: false };
  return namesLackedBy(text, [[word]]).length === 0;
}
