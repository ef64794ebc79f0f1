import type { Update } from 'grammy/types';
import { isObject, type Payload } from './payload.js';

/** What happened, before it has a number. */
export type NewUpdate = Omit<Update, 'update_id'>;

/** Updates that the bot has not confirmed yet, oldest first. */
export interface UpdateQueue {
  readonly pending: readonly Update[];
  /** The kinds the bot asked for; undefined means all. */
  readonly allowed: readonly string[] | undefined;
  /** Queues an update, unless the bot did not ask for its kind. */
  push(update: NewUpdate): void;
  /** Keeps only what `keep` accepts. */
  filter(keep: (update: Update) => boolean): void;
  /** Takes over `allowed_updates`, for updates from now on; a call without it changes nothing. */
  readAllowed(payload: Payload): void;
  /** Calls `listener` with every new update. */
  onPush(listener: (update: Update) => void): void;
}

/** An empty queue. */
export function createUpdateQueue(): UpdateQueue {
  const listeners: ((update: Update) => void)[] = [];
  let pending: readonly Update[] = [];
  let allowed: readonly string[] | undefined;
  let lastId = 500_000;
  return {
    get pending() {
      return pending;
    },
    get allowed() {
      return allowed;
    },
    push(update) {
      const kind = Object.keys(update)[0] ?? '';
      if (allowed && !allowed.includes(kind)) return;
      lastId += 1;
      const numbered = { update_id: lastId, ...update };
      pending = [...pending, numbered];
      for (const listener of listeners) listener(numbered);
    },
    filter(keep) {
      pending = pending.filter(keep);
    },
    readAllowed(payload) {
      const given = payload.allowed_updates;
      // An empty list asks for the default kinds, which are all that are emulated.
      if (Array.isArray(given)) allowed = given.length > 0 ? given.map(String) : undefined;
    },
    onPush(listener) {
      listeners.push(listener);
    },
  };
}

/** What must be handled in order: a chat's updates, else a person's. */
export function laneOf(update: Update): string {
  const { callback_query: press, inline_query: query } = update;
  const message = update.message ?? update.edited_message ?? press?.message;
  if (isObject(message?.chat)) return `chat ${message?.chat.id}`;
  return `user ${press?.from.id ?? query?.from.id}`;
}
