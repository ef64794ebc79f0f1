import type { Message } from 'discord.js';
import { DISCORD_PHRASES } from '../../src/phrases/discord.js';
import type { Chat } from '../chat.js';
import type { Log } from '../log.js';
import { createWithdrawals } from '../withdrawals.js';
import { languageOf } from './language.js';
import { conversationOf, isAllowed, type Places, personOf, questionOf } from './questions.js';
import { renderNotice, renderReply } from './render.js';
import { createSaying } from './saying.js';
import { channelTarget, type Target } from './targets.js';
import { keepTyping } from './typing.js';
import type { Wire } from './wire.js';

interface MessageParts {
  readonly chat: Chat;
  readonly wire: Wire;
  readonly log: Log;
  readonly places: Places;
}

/** What the bot does with messages. */
export interface MessageHandlers {
  message(message: Message, botId: string): Promise<void>;
  /** A question that changes while it is answered is answered anew, in the same place. */
  edited(message: Message, botId: string): Promise<void>;
  removed(messageId: string): void;
}

export function createMessageHandlers({ chat, wire, log, places }: MessageParts): MessageHandlers {
  const { answer, draftsOf } = createSaying(log);
  const withdrawals = createWithdrawals();
  /** The messages that are being answered, by id. */
  const underWay = new Map<string, { readonly target: Target; readonly work: Promise<void> }>();

  /** Answers a message; one that is gone meanwhile has nobody to answer. */
  async function answerMessage(message: Message, question: string, target: Target): Promise<void> {
    const { channelId } = message;
    const language = languageOf(question);
    const { signal, done, isGone } = withdrawals.begin(message.id, question);
    await answer(target, language, async () => {
      if (message.guildId !== null && message.content === '') {
        return renderNotice(DISCORD_PHRASES[language].unreadable);
      }
      if (question === '') return renderNotice(DISCORD_PHRASES[language].help);
      const drafts = draftsOf(language, target.draft);
      const place = conversationOf(message, message.author);
      const asking = { place, message: message.id, signal, onDraft: drafts.onDraft };
      // Until the answer is there, not until it is sent: then typing would only hold it up.
      const stopTyping = keepTyping(() => wire.type(channelId), log);
      const reply = await chat
        .ask(personOf(message.author), question, asking)
        .finally(stopTyping)
        .finally(drafts.end);
      if (reply.kind === 'withdrawn') {
        if (isGone()) await target.discard();
        return [];
      }
      // Someone who floods the bot is told once a minute.
      return reply.kind === 'notice' && reply.repeated ? [] : renderReply(reply);
    });
    done();
  }

  /** Answers a message, and remembers for that long where its answer goes. */
  async function begin(message: Message, question: string, target: Target): Promise<void> {
    const work = answerMessage(message, question, target).finally(() => {
      if (underWay.get(message.id)?.work === work) underWay.delete(message.id);
    });
    underWay.set(message.id, { target, work });
    await work;
  }

  return {
    async message(message, botId) {
      const question = questionOf(message, botId);
      if (question === null || !isAllowed(places, message)) return;
      await begin(message, question, channelTarget(wire, message.channelId, message.id, true));
    },
    async edited(message, botId) {
      const running = underWay.get(message.id);
      const question = questionOf(message, botId);
      if (running === undefined || question === null) return;
      if (!withdrawals.changed(message.id, question)) return;
      await running.work;
      await begin(message, question, running.target);
    },
    removed(messageId) {
      withdrawals.gone(messageId);
    },
  };
}
