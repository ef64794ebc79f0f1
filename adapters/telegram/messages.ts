import { createHash } from 'node:crypto';
import type { Message } from 'grammy/types';
import { detectLanguage } from '../../src/language/detect.js';
import { PHRASES, phraseLanguage } from '../../src/phrases/phrases.js';
import { TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import type { Sent } from '../../src/records/port.js';
import { logFailure } from '../log.js';
import { createWithdrawals } from '../withdrawals.js';
import { type Answering, answeringOf } from './answering.js';
import { createCommandAnswers } from './command-answers.js';
import {
  askerOf,
  askSafely,
  conversationOf,
  editionOf,
  type FromPerson,
  languageOf,
  type Parts,
  personOf,
  placeOf,
  targetOf,
} from './context.js';
import { draftsIn } from './drafting.js';
import { isMalformed } from './errors.js';
import type { Part } from './packing.js';
import { type CommandName, type Request, requestOf } from './question.js';
import { renderOwn, renderReply } from './render.js';
import { createTold } from './told.js';
import { whileTyping } from './typing.js';

/** Handlers of messages; they throw what Telegram refuses. */
export interface MessageHandlers {
  /** Told of an edit before its turn: a question that was changed need not be answered any more. */
  announceEdit(message: Message): void;
  onMessage(message: FromPerson, updateId: number): Promise<void>;
  onEdited(message: FromPerson, updateId: number): Promise<void>;
}

/** Commands that do something say so each time. */
const CONFIRMED: ReadonlySet<CommandName> = new Set(['new', 'corpus']);

/** What is said in return for a message. */
interface Said {
  readonly parts: readonly Part[];
  readonly answerId: string | null;
  /** The person knows it already: it is only said in the place of what is not whole. */
  readonly isTold?: boolean;
}

/**
 * Answers questions and commands. What was sent for a message is remembered: an edited question
 * edits its answer, and one that comes again, after a restart or to another process, is not answered again.
 * What a message says last is answered, whichever process learns of it.
 */
export function createMessageHandlers(parts: Parts): MessageHandlers {
  const { api, me, chat, delivery, replies, log } = parts;
  const answerCommand = createCommandAnswers(parts);
  const withdrawals = createWithdrawals();
  const isTold = createTold();
  const keyOf = ({ chat: { id }, message_id }: Message) => `${id}/${message_id}`;

  async function respond(message: FromPerson, request: Request, updateId: number): Promise<void> {
    const [place, messageId] = [placeOf(message, me), message.message_id];
    const [edition, digest] = [editionOf(message, updateId), digestOf(message)];
    if (!(await replies.claim(place, messageId, edition))) return;
    const answering = answeringOf(replies, { place, messageId, edition, digest });
    const before = await replies.sentFor(place, messageId);
    // Telegram reports as edited what only got a preview or a reaction; a draft of another process may just go there.
    if (before?.digest === digest && !(await answering.show(async () => {}))) return;
    const said = await saidTo(message, request, answering);
    if (said === null || (said.isTold && before?.digest !== null)) return;
    const note = (messageIds: readonly number[], whole: string | null) =>
      replies.noteSent(place, messageId, { digest: whole, messageIds, answerId: said.answerId });
    await answering.show(async (sent) => {
      const standing = await deliver(message, sent, said, (messageIds) => note(messageIds, null));
      await note(standing, digest);
    });
  }

  /** Puts what is said in the place of what was; where Telegram refuses it, says so with an id. */
  async function deliver(
    message: FromPerson,
    before: Sent | null,
    said: Said,
    note: (messageIds: readonly number[]) => Promise<void>,
  ): Promise<readonly number[]> {
    const target = { ...targetOf(message), answerId: said.answerId ?? undefined };
    const old = before?.messageIds ?? [];
    try {
      return await delivery.replace(target, old, said.parts, note);
    } catch (error) {
      if (!isMalformed(error)) throw error;
      const errorId = logFailure(log, error, 'Telegram refuses an answer', {
        answer: said.answerId,
      });
      const failed = PHRASES[languageOf(message)].failed(errorId);
      return delivery.replace(target, old, renderOwn(failed), note);
    }
  }

  async function saidTo(
    message: FromPerson,
    request: Request,
    answering: Answering,
  ): Promise<Said | null> {
    const language = languageOf(message);
    const limited = asksSomething(request)
      ? null
      : chat.admit(personOf(askerOf(message)), language);
    if (limited) {
      return { parts: renderReply(limited), answerId: null, isTold: limited.repeated === true };
    }
    const own = (said: readonly Part[], isConfirmation = false): Said => ({
      parts: said,
      answerId: null,
      isTold: !isConfirmation && isTold(message, said),
    });
    switch (request.kind) {
      case 'question':
        if (request.text === '') return own(renderOwn(PHRASES[language].emptyQuestion));
        return answerTo(message, request.text, answering);
      case 'command':
        return own(
          await answerCommand(request.name, message, request.argument),
          CONFIRMED.has(request.name),
        );
      case 'unknownCommand':
        return own(renderOwn(TELEGRAM_PHRASES[language].unknownCommand(request.command)));
      case 'noText':
        return own(renderOwn(TELEGRAM_PHRASES[language].noText));
    }
  }

  async function answerTo(
    message: FromPerson,
    text: string,
    answering: Answering,
  ): Promise<Said | null> {
    const language = phraseLanguage(detectLanguage(text));
    const drafts = draftsIn(parts, answering, message, language, () =>
      withdrawals.gone(keyOf(message)),
    );
    const { signal, done } = withdrawals.begin(keyOf(message), digestOf(message));
    const asking = {
      place: conversationOf(message, me),
      message: String(message.message_id),
      signal,
      onDraft: drafts.onDraft,
    };
    const reply = await whileTyping(api, targetOf(message), () =>
      askSafely(parts, askerOf(message), text, asking),
    ).finally(done);
    await drafts.end();
    // What takes its place follows.
    if (reply.kind === 'withdrawn') return null;
    const answerId = reply.kind === 'answer' ? reply.id : null;
    // Someone who floods the bot is told once a minute, so that the pace of messages is others' too.
    const isTold = reply.kind === 'notice' && reply.repeated === true;
    return { parts: renderReply(reply), answerId, isTold };
  }

  /** What an edited message asks; one that asks nothing any more keeps the answer on its way. */
  function changedRequest(message: Message): Request | undefined {
    const request = requestOf(message, me);
    return request && asksSomething(request) ? request : undefined;
  }

  return {
    announceEdit(message) {
      if (changedRequest(message)) withdrawals.changed(keyOf(message), digestOf(message));
    },
    async onMessage(message, updateId) {
      const request = requestOf(message, me);
      if (request) await respond(message, request, updateId);
    },
    async onEdited(message, updateId) {
      const request = changedRequest(message);
      if (request) await respond(message, request, updateId);
    },
  };
}

/** Whether the core is asked. */
function asksSomething(request: Request): boolean {
  return request.kind === 'question' && request.text !== '';
}

/** Tells a text from another without keeping it. */
function digestOf({ text, caption }: Message): string {
  return createHash('sha256')
    .update(text ?? caption ?? '')
    .digest('base64url');
}
