import type { Api } from 'grammy';
import type { Message, User, UserFromGetMe } from 'grammy/types';
import { PHRASES, type PhraseLanguage } from '../../src/phrases/phrases.js';
import { type Keeping, personLanguage } from '../../src/phrases/telegram.js';
import type { Edition, Editions, Replies } from '../../src/records/port.js';
import type { Asking, Chat, Reply } from '../chat.js';
import type { CorpusAdmin } from '../corpus-admin.js';
import { type Log, logFailure } from '../log.js';
import type { Delivery, Target } from './delivery.js';

/** What handlers of updates work with. */
export interface Parts {
  readonly api: Api;
  readonly me: UserFromGetMe;
  readonly chat: Chat;
  readonly corpus: CorpusAdmin | undefined;
  readonly keeping: Keeping;
  readonly delivery: Delivery;
  readonly replies: Replies & Editions;
  readonly log: Log;
}

/** The bot, as what is kept over a restart names it: another bot counts messages for itself. */
export function receiverOf({ id }: UserFromGetMe): string {
  return `telegram:${id}`;
}

/** A message that somebody wrote. */
export type FromPerson = Message & { readonly from: User };

/** The language in which a person is told what is no answer. */
export function languageOf(message: FromPerson): PhraseLanguage {
  return personLanguage(message.from.language_code);
}

/** Where an answer to a message goes. */
export function targetOf(message: Message): Target {
  return {
    chatId: message.chat.id,
    replyTo: message.message_id,
    thread: message.is_topic_message ? message.message_thread_id : undefined,
  };
}

/** Who asks. */
export type Asker = Pick<User, 'id' | 'language_code'>;

/** Who wrote a message: administrators that hide behind their group all share one user. */
export function askerOf({ from, sender_chat }: FromPerson): Asker {
  return sender_chat ? { id: sender_chat.id } : from;
}

/** A chat of this bot: every bot may talk to the same person, and all may share a memory. */
export function placeOf({ chat }: Message, me: UserFromGetMe): string {
  return `${receiverOf(me)}/${chat.id}`;
}

/** What a message says, in the order in which people said it: Telegram counts its updates up. */
export function editionOf({ date, edit_date }: Message, updateId: number): Edition {
  return { at: edit_date ?? date, number: updateId };
}

/** The conversation of a message: in a group each person's own, in a forum for each topic. */
export function conversationOf(message: FromPerson, me: UserFromGetMe): string {
  const place = placeOf(message, me);
  if (message.chat.type === 'private') return place;
  const { thread } = targetOf(message);
  return [place, ...(thread === undefined ? [] : [thread]), askerOf(message).id].join(':');
}

/** Who asks, as the core knows them. */
export function personOf({ id }: Asker): string {
  return `telegram:${id}`;
}

/** Asks the core; should it throw all the same, the person gets the id that stands in the log. */
export async function askSafely(
  { chat, log }: Parts,
  asker: Asker,
  text: string,
  asking: Asking = {},
): Promise<Reply> {
  try {
    return await chat.ask(personOf(asker), text, asking);
  } catch (error) {
    const errorId = logFailure(log, error, 'a question on Telegram got no answer');
    const phrases = PHRASES[personLanguage(asker.language_code)];
    return { kind: 'notice', text: phrases.failed(errorId) };
  }
}
