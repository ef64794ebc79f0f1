import { GrammyError, HttpError } from 'grammy';

/** What a call that failed did: nothing, or nobody knows; `refused` will be refused again, too. */
export type Effect = 'none' | 'unknown' | 'refused';

/** Failures before a connection stands: Telegram cannot have seen the call. */
const UNCONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Tells from its error what a call did. A 5xx may come from a proxy that lost the true answer. */
export function effectOf(error: unknown): Effect {
  if (error instanceof GrammyError) return error.error_code >= 500 ? 'unknown' : 'refused';
  if (error instanceof HttpError) return UNCONNECTED.has(codeOf(error.error)) ? 'none' : 'unknown';
  return 'refused';
}

/** Whether an edit was refused because the message already is what it should become. */
export function isNotModified(error: unknown): boolean {
  return refusedWith(error, /message is not modified/);
}

/** Whether there is no message of the bot's own under the id. */
export function isNoOwnMessage(error: unknown): boolean {
  return refusedWith(error, /message to (?:edit|delete) not found|message can't be|ID_INVALID/);
}

/** Whether a press or an inline query was answered already, or is too old to be answered. */
export function isQueryOver(error: unknown): boolean {
  return refusedWith(error, /query is too old|query ID is invalid/);
}

/** How Telegram says that the bot may not write there, beside a 403. */
const UNWELCOME =
  /chat not found|not enough rights|have no rights to send|TOPIC_CLOSED|CHAT_WRITE_FORBIDDEN/;

/** Whether nobody there wants to hear the bot: blocked, thrown out, silenced, or the chat is gone. */
export function isUnwelcome(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || refusedWith(error, UNWELCOME);
}

/** The supergroup that a group has become; undefined where a call failed for something else. */
export function supergroupOf(error: unknown): number | undefined {
  return error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
}

/** Whether the topic that a message should go to is gone. */
export function isTopicGone(error: unknown): boolean {
  return refusedWith(error, /message thread not found/);
}

/** Whether a message was refused as it is, not because of where it should go. */
export function isMalformed(error: unknown): boolean {
  if (!(error instanceof GrammyError) || error.error_code !== 400) return false;
  return !isUnwelcome(error) && !isNoOwnMessage(error) && !isNotModified(error);
}

function refusedWith(error: unknown, pattern: RegExp): boolean {
  return error instanceof GrammyError && pattern.test(error.description);
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
