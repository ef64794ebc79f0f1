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
  /** Messages are gone. */
  removed(messageIds: Iterable<string>): void;
  /** A channel or thread is gone, with all that was said there. */
  channelRemoved(channelId: string): void;
}

/** A message and what it asks. */
interface Question {
  readonly message: Message;
  readonly question: string;
}

/** A message that is being answered, and what becomes of it meanwhile. */
interface UnderWay {
  readonly channelIds: readonly (string | null)[];
  next: Question | null;
  isGone: boolean;
}

export function createMessageHandlers({ chat, wire, log, places }: MessageParts): MessageHandlers {
  const { answer, draftsOf } = createSaying(log);
  const withdrawals = createWithdrawals();
  /** By the message's id. */
  const underWay = new Map<string, UnderWay>();

  /**
   * Answers a message; one that is gone meanwhile has nobody to answer.
   *
   * @param isChanged - whether it asks something else by now
   */
  async function answerOnce(
    { message, question }: Question,
    target: ChannelTarget,
    isChanged: () => boolean,
  ): Promise<void> {
    const { channelId } = message;
    const language = languageOf(question);
    const person = personOf(message.author);
    await answer(target, language, async () => {
      const isUnreadable = message.guildId !== null && message.content === '';
      const limited = isUnreadable || question === '' ? chat.admit(person, language) : null;
      if (limited !== null) {
        return limited.repeated && !target.hasDraft() ? [] : renderReply(limited);
      }
      if (isUnreadable) return renderNotice(DISCORD_PHRASES[language].unreadable);
      if (question === '') return renderNotice(DISCORD_PHRASES[language].help);
      const drafts = draftsOf(language, target.draft);
      const place = conversationOf(message, message.author);
      const { signal, done } = withdrawals.begin(message.id, question);
      const asking = { place, message: message.id, signal, onDraft: drafts.onDraft };
      // Until the answer is there, not until it is sent: then typing would only hold it up.
      const stopTyping = keepTyping(() => wire.type(channelId), log);
      const reply = await chat
        .ask(person, question, asking)
        // What is being sent is not taken back: a change from now on finds the question answered.
        .finally(done)
        .finally(stopTyping)
        .finally(drafts.end);
      // The core may have had its answer when it was told of the change.
      if (reply.kind === 'withdrawn' || isChanged()) return [];
      // Someone who floods the bot is told once a minute; but a draft does not stay for that.
      const isTold = reply.kind === 'notice' && reply.repeated && !target.hasDraft();
      return isTold ? [] : renderReply(reply);
    });
  }

  /** Answers a message, and again as often as it changes meanwhile: what it says in the end counts. */
  async function answerMessage(first: Question, target: ChannelTarget): Promise<void> {
    const { id } = first.message;
    const channelIds = channelsOf(first.message);
    const entry: UnderWay = { channelIds, next: first, isGone: false };
    underWay.set(id, entry);
    try {
      while (entry.next !== null && !entry.isGone) {
        const question = entry.next;
        entry.next = null;
        await answerOnce(question, target, () => entry.next !== null);
      }
      if (entry.isGone) await target.discard();
    } finally {
      underWay.delete(id);
    }
  }

  function removed(messageIds: Iterable<string>): void {
    for (const id of messageIds) {
      const entry = underWay.get(id);
      if (entry !== undefined) entry.isGone = true;
      withdrawals.gone(id);
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
      // One that asks nothing any more keeps the answer on its way, one that is answered its answer.
      if (entry === undefined || question === null || question === '') return;
      const isPending = withdrawals.changed(message.id, question) || entry.next !== null;
      if (isPending) entry.next = { message, question };
    },
    removed,
    channelRemoved(channelId) {
      const lost = [...underWay].filter(([, { channelIds }]) => channelIds.includes(channelId));
      removed(lost.map(([id]) => id));
    },
  };
}

/** The channels that a message goes with: a thread's go with the thread, and with its channel. */
function channelsOf({ channelId, channel }: Message): readonly (string | null)[] {
  return channel.isThread() ? [channelId, channel.parentId] : [channelId];
}
