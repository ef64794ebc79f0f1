import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from 'grammy';
import { type Log, loggable } from '../log.js';
import {
  effectOf,
  isMalformed,
  isNoOwnMessage,
  isNotModified,
  isTopicGone,
  supergroupOf,
} from './errors.js';
import { type Form, plainForm, richForm } from './forms.js';
import { insist } from './insist.js';
import type { MessageIds } from './message-ids.js';
import { createMoved } from './moved.js';
import type { Part } from './packing.js';
import { createTurns } from './turns.js';

/** Where a message goes. */
export interface Target {
  readonly chatId: number;
  /** A topic of a forum. */
  readonly thread?: number | undefined;
  readonly replyTo?: number | undefined;
  /** The answer's id, for the log. */
  readonly answerId?: string | undefined;
}

/**
 * Puts messages into chats, each exactly once, whatever the network does. One that Telegram refuses
 * for its form goes as plain text; GrammyError where that is refused too.
 */
export interface Delivery {
  /** Sends messages, one after the other and nothing between them; gives their ids. */
  send(target: Target, parts: readonly Part[]): Promise<readonly number[]>;
  /** Turns messages sent earlier into others; gives the ids of those that stand then. */
  replace(
    target: Target,
    messageIds: readonly number[],
    parts: readonly Part[],
    note?: Note,
  ): Promise<readonly number[]>;
}

/** Told, whenever another message stands, the ids of all that stand then; waited for. */
type Note = (messageIds: readonly number[]) => Promise<void>;

/** What people say to each other in a group the bot may not see. */
const UNSEEN_IN_GROUP = 4;
const MOST_GUESSES = 30;
const FURTHEST = 500;
/** By then the messages around a lost one are known. */
const SETTLED_MS = 1_000;

/**
 * Delivery that proves what it does not know. Telegram has no idempotency key: when the connection
 * breaks, a message may stand in the chat or not, and sending it again may make two. But an edit is
 * idempotent, and to edit a message into what it already is gets an answer of its own ("message is
 * not modified"), while an id that is not the bot's in this chat is refused. So the few ids that a
 * lost message can have are edited into it: the one that already is it is found, or if none is, the
 * message was never sent and is sent again. Only one message is under way in a chat at a time, so
 * that no other message of the bot can be met.
 */
export function createDelivery(api: Api, ids: MessageIds, log: Log): Delivery {
  const inTurn = createTurns();
  const moved = createMoved();
  /** How many messages are being looked for among those that are counted together. */
  const lost = new Map<number | 'account', number>();

  async function send(target: Target, form: Form): Promise<number> {
    const { chatId } = target;
    let before = 0;
    return insist(
      async () => {
        before = ids.last(chatId);
        const options = { ...form.options, ...placeOf(target) };
        const { message_id } = await api.sendMessage(chatId, form.text, options);
        ids.note(chatId, message_id);
        return message_id;
      },
      async (error) => (effectOf(error) === 'unknown' ? find(chatId, form, before) : undefined),
    );
  }

  /** The id of a message that may have been sent after the message `before`. */
  async function find(chatId: number, form: Form, before: number): Promise<number | undefined> {
    // Nothing new was seen since the start: a guess could meet an answer of an earlier run.
    if (before === 0) return undefined;
    const counter = ids.counterOf(chatId);
    const rank = lost.get(counter) ?? 0;
    lost.set(counter, rank + 1);
    // Those that are found while this one waits keep their place in the order: rank counts them.
    const others = new Set(
      range(before + 1, ids.last(chatId)).filter((id) => ids.isKnown(chatId, id)),
    );
    try {
      await pause(SETTLED_MS);
      const unseen = counter === 'account' ? 1 : UNSEEN_IN_GROUP;
      const end = ids.last(chatId) + (lost.get(counter) ?? 0) + unseen;
      const possible = range(Math.max(before + 1, end - FURTHEST), end).filter(
        (id) => !others.has(id),
      );
      // Where a connection broke under many messages, they have mostly got their ids in order.
      const likely = [...possible.slice(rank), ...possible.slice(0, rank)];
      const guesses = likely.filter((id) => !ids.isKnown(chatId, id)).slice(0, MOST_GUESSES);
      for (const id of guesses) {
        if (!ids.isKnown(chatId, id) && (await edit(chatId, id, form))) return id;
      }
      return undefined;
    } finally {
      const left = (lost.get(counter) ?? 0) - 1;
      if (left > 0) lost.set(counter, left);
      else lost.delete(counter);
    }
  }

  /** Makes a message be this one; false where the bot has no such message. */
  async function edit(chatId: number, messageId: number, form: Form): Promise<boolean> {
    try {
      await insist(() => api.editMessageText(chatId, messageId, form.text, form.options));
    } catch (error) {
      if (isNoOwnMessage(error)) return false;
      if (!isNotModified(error)) throw error;
    }
    ids.note(chatId, messageId);
    return true;
  }

  async function remove(chatId: number, messageId: number): Promise<void> {
    try {
      await insist(() => api.deleteMessage(chatId, messageId));
    } catch (error) {
      // Gone already, or too old to be deleted.
      if (!isNoOwnMessage(error)) throw error;
    }
  }

  async function put(target: Target, old: number | undefined, form: Form): Promise<number> {
    const place = moved.placeOf(target);
    const isHere = place === target || (old !== undefined && moved.isThere(place.chatId, old));
    try {
      const stands = isHere && old !== undefined && (await edit(place.chatId, old, form));
      return stands ? old : await sendTo(place, target, form);
    } catch (error) {
      const other = otherPlace(place, error);
      if (other === undefined) throw error;
      if (other.chatId !== place.chatId) moved.note(target, other.chatId);
      return sendTo(other, target, form);
    }
  }

  async function sendTo(place: Target, meant: Target, form: Form): Promise<number> {
    const id = await send(place, form);
    if (place.chatId !== meant.chatId) moved.noteSent(place.chatId, id);
    return id;
  }

  /** Better seen without its looks than lost. */
  async function putSomehow(target: Target, old: number | undefined, part: Part): Promise<number> {
    try {
      return await put(target, old, richForm(part));
    } catch (error) {
      if (!isMalformed(error)) throw error;
      const details = { err: loggable(error), answer: target.answerId };
      log.error(details, 'Telegram refuses the form of a message; it goes as plain text');
      return put(target, old, plainForm(part));
    }
  }

  async function replace(
    target: Target,
    old: readonly number[],
    parts: readonly Part[],
    note: Note,
  ): Promise<readonly number[]> {
    const standing: number[] = [];
    for (const [index, part] of parts.entries()) {
      const place = index === 0 ? target : { ...target, replyTo: undefined };
      standing.push(await putSomehow(place, old[index], part));
      await note([...standing, ...old.slice(standing.length)]);
    }
    const place = moved.placeOf(target);
    for (const id of old.slice(parts.length)) {
      // The same number may be somebody's message where the group went.
      if (place === target || moved.isThere(place.chatId, id)) await remove(place.chatId, id);
    }
    return standing;
  }

  return {
    send: (target, parts) =>
      inTurn(target.chatId, () => replace(target, [], parts, async () => {})),
    replace: (target, old, parts, note = async () => {}) =>
      inTurn(target.chatId, () => replace(target, old, parts, note)),
  };
}

/** Where a message goes that was refused because its place is another now; undefined where it is not. */
function otherPlace({ thread: _, ...target }: Target, error: unknown): Target | undefined {
  const chatId = supergroupOf(error);
  // A supergroup counts its messages anew: the one to reply to is another there.
  if (chatId !== undefined) return { ...target, chatId, replyTo: undefined };
  return isTopicGone(error) ? target : undefined;
}

function placeOf({ replyTo, thread }: Target) {
  return {
    ...(replyTo === undefined
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  };
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
