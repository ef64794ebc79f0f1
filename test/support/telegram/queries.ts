import { type ShownButton, shownButtons } from './chats.js';
import { badRequest, STALE_QUERY } from './errors.js';
import type { FormattedText } from './html-tags.js';
import { readKeyboard } from './keyboard.js';
import {
  type Method,
  type Payload,
  readFlag,
  readInteger,
  readObject,
  readObjects,
  readText,
} from './payload.js';
import { readFormattedText } from './text.js';

/** The bot's answer to a press of a button. `at` is on the clock of `performance.now()`. */
export interface CallbackAnswer {
  readonly queryId: string;
  readonly text: string;
  readonly showAlert: boolean;
  readonly at: number;
}

/** The bot's answer to an inline query. `at` is on the clock of `performance.now()`. */
export interface InlineAnswer {
  readonly queryId: string;
  readonly results: readonly InlineResult[];
  /** Seconds; Telegram's default is 300. */
  readonly cacheTime: number;
  readonly isPersonal: boolean;
  readonly nextOffset: string;
  readonly at: number;
}

/** An article that a user may choose, with the message that it would send. */
export interface InlineResult extends FormattedText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly buttons: readonly (readonly ShownButton[])[];
}

/** The queries that wait for an answer. */
export interface Queries {
  readonly callbackAnswers: readonly CallbackAnswer[];
  readonly inlineAnswers: readonly InlineAnswer[];
  readonly methods: Readonly<Record<string, Method>>;
  /** A new query's identifier. */
  open(kind: 'callback' | 'inline'): string;
}

const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_CALLBACK_TEXT = 200;

/** Queries may be answered once, and within `lifetimeMs` of being asked. */
export function createQueries(lifetimeMs: number): Queries {
  const waiting = new Map<string, number>();
  const callbackAnswers: CallbackAnswer[] = [];
  const inlineAnswers: InlineAnswer[] = [];
  let opened = 0;
  const close = (kind: string, queryId: string) => {
    const id = `${kind} ${queryId}`;
    const askedAt = waiting.get(id);
    waiting.delete(id);
    if (askedAt === undefined || performance.now() - askedAt >= lifetimeMs) {
      throw badRequest(STALE_QUERY);
    }
  };
  const answerCallbackQuery: Method = (payload) => {
    const queryId = readText(payload, 'callback_query_id');
    const text = readText(payload, 'text');
    if (text.length > MAX_CALLBACK_TEXT) throw badRequest('MESSAGE_TOO_LONG');
    const showAlert = readFlag(payload, 'show_alert');
    close('callback', queryId);
    callbackAnswers.push({ queryId, text, showAlert, at: performance.now() });
    return true;
  };
  const answerInlineQuery: Method = (payload) => {
    const answer = readInlineAnswer(payload);
    close('inline', answer.queryId);
    inlineAnswers.push(answer);
    return true;
  };
  return {
    callbackAnswers,
    inlineAnswers,
    methods: { answerCallbackQuery, answerInlineQuery },
    open(kind) {
      opened += 1;
      const queryId = `90000000000000${String(opened).padStart(5, '0')}`;
      waiting.set(`${kind} ${queryId}`, performance.now());
      return queryId;
    },
  };
}

function readInlineAnswer(payload: Payload): InlineAnswer {
  const results = readObjects(payload, 'results');
  if (!results) throw badRequest("can't parse results: expected an Array of InlineQueryResult");
  if (results.length > MAX_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  const read = results.map(readResult);
  if (new Set(read.map((result) => result.id)).size < read.length) {
    throw badRequest('RESULT_ID_DUPLICATE');
  }
  const nextOffset = readText(payload, 'next_offset');
  if (Buffer.byteLength(nextOffset) > MAX_ID_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
  return {
    queryId: readText(payload, 'inline_query_id'),
    results: read,
    cacheTime: readInteger(payload, 'cache_time') ?? 300,
    isPersonal: readFlag(payload, 'is_personal'),
    nextOffset,
    at: performance.now(),
  };
}

function readResult(result: Payload): InlineResult {
  const type = readText(result, 'type');
  if (type !== 'article')
    throw badRequest(`the emulator knows inline articles only, not "${type}"`);
  const id = readText(result, 'id');
  if (id === '') throw badRequest('RESULT_ID_EMPTY');
  if (Buffer.byteLength(id) > MAX_ID_BYTES) throw badRequest('RESULT_ID_INVALID');
  const title = readText(result, 'title');
  if (title.trim() === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  const content = readObject(result, 'input_message_content');
  if (!content)
    throw badRequest("can't parse inline query result: input message content is not specified");
  return {
    id,
    title,
    description: readText(result, 'description'),
    ...readFormattedText(content, { text: 'message_text', tooLong: 'MESSAGE_TOO_LONG' }),
    buttons: shownButtons(readKeyboard(result)),
  };
}
