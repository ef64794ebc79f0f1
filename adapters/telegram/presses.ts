import type { CallbackQuery } from 'grammy/types';
import { PHRASES } from '../../src/phrases/phrases.js';
import { personLanguage, TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import { logFailure } from '../log.js';
import { acknowledge } from './acknowledge.js';
import { type Parts, personOf, targetOf } from './context.js';
import { type Press, readPress } from './keyboard.js';
import { createMemory } from './memory.js';
import { renderSource } from './render.js';

const REMEMBERED = 10_000;

/** Handles presses of buttons; one that fails says so, with the id that stands in the log. */
export function createPressHandler({ api, chat, delivery, log }: Parts) {
  const shown = createMemory<string, boolean>(REMEMBERED);

  async function showSource(query: CallbackQuery, press: Press & { kind: 'source' }) {
    const language = personLanguage(query.from.language_code);
    const { message } = query;
    const view = await chat.source(press.answerId, press.marker);
    if (!view || !message) return acknowledge(api, query, PHRASES[language].forgotten);
    // In a group everyone may press: a paragraph is shown there once, or the group would drown.
    const key = `${message.chat.id}/${press.answerId}/${press.marker}`;
    if (message.chat.type !== 'private' && shown.get(key)) {
      return acknowledge(api, query, TELEGRAM_PHRASES[language].alreadyShown);
    }
    shown.set(key, true);
    const acknowledged = acknowledge(api, query);
    try {
      await delivery.send(targetOf(message), renderSource(view, press.language));
    } catch (error) {
      shown.set(key, false);
      throw error;
    } finally {
      await acknowledged;
    }
  }

  async function keepVerdict(query: CallbackQuery, press: Press & { kind: 'verdict' }) {
    const shared = PHRASES[personLanguage(query.from.language_code)];
    const kept = await chat.judge(press.answerId, personOf(query.from), press.verdict);
    await acknowledge(api, query, kept ? shared.thanks : shared.forgotten);
  }

  return async (query: CallbackQuery): Promise<void> => {
    const press = readPress(query.data ?? '');
    if (!press) return acknowledge(api, query);
    try {
      if (press.kind === 'verdict') await keepVerdict(query, press);
      else await showSource(query, press);
    } catch (error) {
      const errorId = logFailure(log, error, 'a press of a button on Telegram failed');
      const shared = PHRASES[personLanguage(query.from.language_code)];
      await acknowledge(api, query, shared.failed(errorId));
    }
  };
}
