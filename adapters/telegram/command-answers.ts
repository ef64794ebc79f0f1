import { toAsciiDigits } from '../../src/language/digits.js';
import { PHRASES, phraseLanguage } from '../../src/phrases/phrases.js';
import { TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import { logFailure } from '../log.js';
import {
  askerOf,
  conversationOf,
  type FromPerson,
  languageOf,
  type Parts,
  personOf,
  placeOf,
  targetOf,
} from './context.js';
import type { Part } from './packing.js';
import { type CommandName, corpusRequestOf } from './question.js';
import { renderOwn, renderReply, renderSource, renderSources } from './render.js';
import { whileTyping } from './typing.js';

/** What is said to a command; never throws. */
export type CommandAnswers = (
  name: CommandName,
  message: FromPerson,
  argument: string,
) => Promise<readonly Part[]>;

/** Does what commands ask for. */
export function createCommandAnswers({
  api,
  me,
  chat,
  corpus,
  keeping,
  replies,
  log,
}: Omit<Parts, 'delivery'>): CommandAnswers {
  /** The sources of the last answer in the chat, or one of them. */
  async function sources(message: FromPerson, argument: string): Promise<readonly Part[]> {
    const last = await replies.lastAnswer(placeOf(message, me));
    const language = last ? phraseLanguage(last.answer.language) : languageOf(message);
    const phrases = PHRASES[language];
    if (last === null) return renderOwn(phrases.noAnswerYet);
    if (argument === '') return renderSources(last.id, last.answer);
    const marker = numberIn(argument);
    const view = marker === undefined ? null : await chat.source(last.id, marker);
    return view ? renderSource(view, language) : renderOwn(phrases.noSuchSource(marker ?? 0));
  }

  async function changeCorpus(message: FromPerson, argument: string): Promise<readonly Part[]> {
    if (corpus === undefined) {
      return renderOwn(TELEGRAM_PHRASES[languageOf(message)].unknownCommand('/corpus'));
    }
    const person = personOf(askerOf(message));
    const work = () => corpus.answer(person, corpusRequestOf(argument), languageOf(message));
    const text = await whileTyping(api, targetOf(message), work);
    return renderReply({ kind: 'notice', text });
  }

  async function command(name: CommandName, message: FromPerson, argument: string) {
    if (name === 'sources') return sources(message, argument);
    if (name === 'new') {
      await chat.forget(conversationOf(message, me));
      return renderOwn(PHRASES[languageOf(message)].newConversation);
    }
    if (name === 'corpus') return changeCorpus(message, argument);
    const phrases = TELEGRAM_PHRASES[languageOf(message)];
    if (name === 'help') return renderOwn(phrases.help(me.username));
    return renderOwn(name === 'privacy' ? phrases.privacy(keeping) : phrases.start);
  }

  return async (name, message, argument) => {
    try {
      return await command(name, message, argument);
    } catch (error) {
      // What a command needs may be out of reach; the person gets the id that stands in the log.
      const errorId = logFailure(log, error, 'a command on Telegram failed', { command: name });
      return renderOwn(PHRASES[languageOf(message)].failed(errorId));
    }
  };
}

/** The number that a text names, in any of the three sets of digits. */
function numberIn(text: string): number | undefined {
  const [number] = /\d{1,4}/.exec(toAsciiDigits(text)) ?? [];
  return number === undefined ? undefined : Number(number);
}
