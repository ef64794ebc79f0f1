import type { Message } from 'grammy/types';
import type { PhraseLanguage } from '../../src/phrases/phrases.js';
import { type Drafts, paceDrafts } from '../drafts.js';
import { loggable } from '../log.js';
import type { Answering } from './answering.js';
import { type Parts, placeOf, targetOf } from './context.js';
import { renderDraft } from './render.js';

/** Drafts are edited no faster than Telegram takes messages in a private chat, and in a group. */
const PRIVATE_MS = 1_100;
const GROUP_MS = 3_100;

/**
 * Shows what is written so far in the message that the answer will stand in.
 *
 * @param onOver - told where another process has answered the message, or is to answer what it says now
 */
export function draftsIn(
  { delivery, replies, log, me }: Pick<Parts, 'delivery' | 'replies' | 'log' | 'me'>,
  answering: Answering,
  message: Message,
  language: PhraseLanguage,
  onOver: () => void,
): Drafts {
  const [place, id] = [placeOf(message, me), message.message_id];
  const note = (messageIds: readonly number[]) =>
    replies.noteSent(place, id, { digest: null, messageIds, answerId: null });
  const show = async (text: string): Promise<void> => {
    const isShown = await answering.show(async (sent) => {
      const old = sent?.messageIds ?? [];
      await delivery.replace(targetOf(message), old, renderDraft(text, language), note);
    });
    if (!isShown) onOver();
  };
  const interval = message.chat.type === 'private' ? PRIVATE_MS : GROUP_MS;
  return paceDrafts(show, interval, (cause) =>
    log.warn({ err: loggable(cause) }, 'a draft could not be shown on Telegram'),
  );
}
