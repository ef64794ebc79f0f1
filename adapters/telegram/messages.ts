import type { Message, User } from 'grammy/types';
import type { Answer } from '../../src/answer/schema.js';
import { toAsciiDigits } from '../../src/language/digits.js';
import { PHRASES, phraseLanguage } from '../../src/phrases/phrases.js';
import { personLanguage, TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import { askerOf, askSafely, type Parts, targetOf } from './context.js';
import { createMemory } from './memory.js';
import { type CommandName, requestOf } from './question.js';
import { type Part, renderOwn, renderReply, renderSource, renderSources } from './render.js';
import { whileTyping } from './typing.js';

/** Handlers of messages; they throw what Telegram refuses. */
export interface MessageHandlers {
  onMessage(message: Message & { readonly from: User }): Promise<void>;
  onEdited(message: Message & { readonly from: User }): Promise<void>;
}

interface Asked {
  readonly text: string;
  readonly messageIds: readonly number[];
}

const REMEMBERED = 10_000;

/** Answers questions and commands; remembers answers so that an edited question edits its answer. */
export function createMessageHandlers(parts: Parts): MessageHandlers {
  const { api, me, chat, delivery } = parts;
  const asked = createMemory<string, Asked>(REMEMBERED);
  const lastAnswers = createMemory<number, { readonly id: string; readonly answer: Answer }>(
    REMEMBERED,
  );

  async function answer(message: Message & { from: User }, text: string): Promise<void> {
    const key = `${message.chat.id}/${message.message_id}`;
    const before = asked.get(key);
    // Telegram reports as edited what only got a preview or a reaction.
    if (before?.text === text) return;
    const target = targetOf(message);
    const reply = await whileTyping(api, target, () => askSafely(parts, askerOf(message), text));
    // Someone who floods the bot is told once a minute, so that the pace of messages is others' too.
    if (reply.kind === 'notice' && reply.repeated) return;
    if (reply.kind === 'answer') lastAnswers.set(message.chat.id, reply);
    const shown = renderReply(reply);
    const messageIds = await delivery.replace(target, before?.messageIds ?? [], shown);
    asked.set(key, { text, messageIds });
  }

  /** The sources of the last answer in the chat, or one of them. */
  async function sources(message: Message & { from: User }, argument: string) {
    const last = lastAnswers.get(message.chat.id);
    const language = last ? phraseLanguage(last.answer.language) : languageOf(message);
    const phrases = PHRASES[language];
    if (!last) return renderOwn(phrases.noAnswerYet);
    if (argument === '') return renderSources(last.id, last.answer);
    const marker = numberIn(argument);
    const view = marker === undefined ? null : await chat.source(last.id, marker);
    return view ? renderSource(view, language) : renderOwn(phrases.noSuchSource(marker ?? 0));
  }

  async function command(name: CommandName, message: Message & { from: User }, argument: string) {
    if (name === 'sources') return sources(message, argument);
    const phrases = TELEGRAM_PHRASES[languageOf(message)];
    return renderOwn(name === 'help' ? phrases.help(me.username) : phrases[name]);
  }

  async function onMessage(message: Message & { from: User }): Promise<void> {
    const request = requestOf(message, me);
    if (!request) return;
    const language = languageOf(message);
    const say = (said: readonly Part[]) => delivery.send(targetOf(message), said);
    switch (request.kind) {
      case 'question':
        if (request.text !== '') return answer(message, request.text);
        await say(renderOwn(PHRASES[language].emptyQuestion));
        return;
      case 'command':
        await say(await command(request.name, message, request.argument));
        return;
      case 'unknownCommand':
        await say(renderOwn(TELEGRAM_PHRASES[language].unknownCommand(request.command)));
        return;
      case 'noText':
        await say(renderOwn(TELEGRAM_PHRASES[language].noText));
        return;
    }
  }

  return {
    onMessage,
    async onEdited(message) {
      const request = requestOf(message, me);
      if (request?.kind === 'question' && request.text !== '') await answer(message, request.text);
    },
  };
}

function languageOf(message: Message & { readonly from: User }) {
  return personLanguage(message.from.language_code);
}

/** The number that a text names, in any of the three sets of digits. */
function numberIn(text: string): number | undefined {
  const [number] = /\d{1,4}/.exec(toAsciiDigits(text)) ?? [];
  return number === undefined ? undefined : Number(number);
}
