import type { Message } from 'discord.js';
import { DISCORD_PHRASES } from '../../src/phrases/discord.js';
import type { Chat } from '../chat.js';
import type { Log } from '../log.js';
import { createWithdrawals } from '../withdrawals.js';
import { languageOf } from './language.js';
import { conversationOf, isAllowed, type Places, personOf, questionOf } from './questions.js';
import { renderNotice, renderReply } from './render.js';
import { createSaying } from './saying.js';
import { type ChannelTarget, channelTarget } from './targets.js';
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

/** A message and what it asks. */
interface Question {
  readonly message: Message;
  readonly question: string;
}

export function createMessageHandlers({ chat, wire, log, places }: MessageParts): MessageHandlers {
  const { answer, draftsOf } = createSaying(log);
  const withdrawals = createWithdrawals();
  /** The messages that are being answered, by id, with what they say meanwhile. */
  const underWay = new Map<string, { next: Question | null; isGone: boolean }>();

  /** Answers a message; one that is gone meanwhile has nobody to answer. */
  async function answerOnce({ message, question }: Question, target: ChannelTarget): Promise<void> {
    const { channelId } = message;
    const language = languageOf(question);
    const { signal, done } = withdrawals.begin(message.id, question);
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
      if (reply.kind === 'withdrawn') return [];
      // Someone who floods the bot is told once a minute; but a draft does not stay for that.
      const isTold = reply.kind === 'notice' && reply.repeated && !target.hasDraft();
      return isTold ? [] : renderReply(reply);
    });
    done();
  }

  /** Answers a message, and again as often as it changes meanwhile: what it says in the end counts. */
  async function answerMessage(first: Question, target: ChannelTarget): Promise<void> {
    const { id } = first.message;
    const entry: { next: Question | null; isGone: boolean } = { next: first, isGone: false };
    underWay.set(id, entry);
    try {
      while (entry.next !== null && !entry.isGone) {
        const question = entry.next;
        entry.next = null;
        await answerOnce(question, target);
      }
      if (entry.isGone) await target.discard();
    } finally {
      underWay.delete(id);
    }
  }

  return {
    async message(message, botId) {
      const question = questionOf(message, botId);
      if (question === null || !isAllowed(places, message)) return;
      const target = channelTarget(wire, message.channelId, message.id, true);
      await answerMessage({ message, question }, target);
    },
    async edited(message, botId) {
      const entry = underWay.get(message.id);
      const question = questionOf(message, botId);
      if (entry === undefined || question === null) return;
      // One that is answered already keeps its answer.
      const isPending = withdrawals.changed(message.id, question) || entry.next !== null;
      if (isPending) entry.next = { message, question };
    },
    removed(messageId) {
      const entry = underWay.get(messageId);
      if (entry !== undefined) entry.isGone = true;
      withdrawals.gone(messageId);
    },
  };
}
