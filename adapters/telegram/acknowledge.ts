import type { Api } from 'grammy';
import type { CallbackQuery } from 'grammy/types';
import { insist } from './insist.js';

/** Ends a button's waiting; a query that is too old by now is nobody's concern. */
export async function acknowledge(
  api: Api,
  { id }: Pick<CallbackQuery, 'id'>,
  text?: string,
): Promise<void> {
  const words = text === undefined ? {} : { text };
  await insist(() => api.answerCallbackQuery(id, words)).catch(() => {});
}
