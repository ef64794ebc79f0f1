import { shownUrl } from '../src/corpus/fetch/error.js';
import { placeOf } from '../src/corpus/sources/place.js';
import { MostanadError } from '../src/errors.js';
import { toAsciiDigits } from '../src/language/digits.js';
import { CORPUS_PHRASES, type CorpusPhrases } from '../src/phrases/corpus.js';
import type { PhraseLanguage } from '../src/phrases/phrases.js';
import { reasonIn } from '../src/phrases/reasons.js';
import type { Feeding, WebSource } from './feeding.js';
import { type Log, logFailure } from './log.js';

/** What a person wants of the corpus. */
export type CorpusRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'add'; readonly url: string }
  /** By number or URL. */
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'unclear' };

/** The pages and feeds of the corpus, for those who may change them from a chat. */
export interface CorpusAdmin {
  /**
   * Does what a person wants, if they may, and says what happened; its text has parts that others
   * wrote. Never throws: what goes wrong becomes an id that the log has.
   *
   * @param person - as `platform:id`
   */
  answer(person: string, request: CorpusRequest, language: PhraseLanguage): Promise<string>;
}

/** Reasons that are told of a feed whose entries were refused in part. */
const MOST_REASONS = 3;

/** @param admins - who may, as `platform:id` */
export function createCorpusAdmin(
  feeding: Omit<Feeding, 'fetchDue'>,
  admins: readonly string[],
  log: Log,
): CorpusAdmin {
  let isBusy = false;

  /** One change at a time: each may fetch a whole feed. */
  async function alone(phrases: CorpusPhrases, change: () => Promise<string>): Promise<string> {
    if (isBusy) return phrases.busy;
    isBusy = true;
    try {
      return await change();
    } finally {
      isBusy = false;
    }
  }

  async function add(given: string, language: PhraseLanguage): Promise<string> {
    const phrases = CORPUS_PHRASES[language];
    const url = urlOf(given);
    if (url === null) return phrases.notUrl;
    const isKnown = (await feeding.list()).some(({ source }) => source.place === url);
    const { collected, isSource } = await feeding.add(url);
    const { articles, refusals } = collected;
    const reasons = refusals
      .slice(0, MOST_REASONS)
      .map(({ reason }) => `- ${reasonIn(language, reason)}`);
    if (!isSource) return [phrases.refused, shownUrl(url), ...reasons].join('\n');
    log.info({ source: shownUrl(url), articles }, 'a source was added from a chat');
    const done = isKnown ? phrases.known(articles) : phrases.added(articles);
    const parts = reasons.length === 0 ? [] : [phrases.partsRefused(refusals.length), ...reasons];
    return [done, shownUrl(url), ...parts].join('\n');
  }

  async function remove(name: string, phrases: CorpusPhrases): Promise<string> {
    const number = /^\d{1,9}$/u.test(toAsciiDigits(name)) ? Number(toAsciiDigits(name)) : null;
    const url = urlOf(name);
    const found = (await feeding.list()).find(
      ({ source }) => source.id === number || source.place === url,
    );
    if (found === undefined) return phrases.noSuch(shownUrl(name));
    await feeding.remove(found.source);
    const shown = shownUrl(found.source.place);
    log.info({ source: shown, articles: found.articles }, 'a source was removed from a chat');
    return `${phrases.removed(found.articles)}\n${shown}`;
  }

  async function perform(request: CorpusRequest, language: PhraseLanguage): Promise<string> {
    const phrases = CORPUS_PHRASES[language];
    switch (request.kind) {
      case 'list':
        return listed(await feeding.list(), language);
      case 'add':
        return alone(phrases, () => add(request.url, language));
      case 'remove':
        return alone(phrases, () => remove(request.name, phrases));
      case 'unclear':
        return phrases.usage;
    }
  }

  return {
    async answer(person, request, language) {
      const phrases = CORPUS_PHRASES[language];
      if (!admins.includes(person)) return phrases.notAdmin(person);
      try {
        return await perform(request, language);
      } catch (error) {
        return phrases.failed(
          logFailure(log, error, 'the corpus could not be changed from a chat'),
        );
      }
    },
  };
}

function listed(sources: readonly WebSource[], language: PhraseLanguage): string {
  const phrases = CORPUS_PHRASES[language];
  if (sources.length === 0) return `${phrases.none}\n\n${phrases.usage}`;
  const lines = sources.map(({ source: { id, kind, place, problem }, articles }) => {
    const what = [phrases.kind[kind === 'feed' ? 'feed' : 'page'], phrases.articles(articles)];
    const failure = problem === null ? [] : [phrases.problem(reasonIn(language, problem))];
    return [`${id}. ${what.join(' · ')}`, shownUrl(place), ...failure].join('\n');
  });
  return [phrases.heading, ...lines].join('\n\n');
}

/** A web address in its normal form; null for anything else, above all paths of this machine. */
function urlOf(text: string): string | null {
  try {
    const { kind, place } = placeOf(text);
    return kind === 'url' ? place : null;
  } catch (error) {
    if (error instanceof MostanadError) return null;
    throw error;
  }
}
