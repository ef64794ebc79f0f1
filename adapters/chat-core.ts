import { type Conversations, createConversations } from '../src/answer/conversation/memory.js';
import { detectLanguage } from '../src/language/detect.js';
import { movedSpan } from '../src/language/span.js';
import type { Mostanad } from '../src/mostanad.js';
import { PHRASES, phraseLanguage } from '../src/phrases/phrases.js';
import { type Inbox, openRecords, type Records, type Replies } from '../src/records.js';
import { type Admission, type AdmissionLimits, createAdmission } from './admission.js';
import { createBudget } from './budget.js';
import type { Asking, Chat, Reply } from './chat.js';

const NEVER = new AbortController().signal;

/** A chat, and the end of it. */
export interface OpenChat {
  readonly chat: Chat;
  /** What platforms keep beside: what they took in, and what they sent for it. */
  readonly memory: Replies & Inbox;
  /** Takes no more questions, waits for the running ones at most so many milliseconds, and closes. */
  close(patience: number): Promise<void>;
}

/**
 * Opens what the chat platforms and the terminal talk to.
 *
 * @param dataFolder - where the records of answers are kept
 * @param onFailure - told the id that the person sees and the cause of a failure
 */
export function openChat(
  bot: Pick<Mostanad, 'ask' | 'paragraph'>,
  dataFolder: string,
  limits: AdmissionLimits,
  onFailure: (errorId: string, cause: unknown) => void,
): OpenChat {
  const records = openRecords(dataFolder);
  const conversations = createConversations();
  const budget = createBudget(limits.writtenPerDay);
  const ask = async (question: string, asking: Asking, person: string) => {
    const { place, message, signal = NEVER, onDraft = () => {} } = asking;
    const turn = place === undefined ? undefined : conversations.open(place, message);
    const history = turn?.history ?? [];
    // Taken before the model is asked: questions at once, or withdrawn, cost as well.
    const isExtractive = asking.isExtractive === true || !budget.take(person);
    const answer = await bot.ask(question, { history, isExtractive, signal, onDraft });
    const { write, rewrite } = answer.timings;
    if (!isExtractive && write === undefined && rewrite === undefined) budget.giveBack(person);
    signal.throwIfAborted();
    turn?.close(answer);
    // What it took from earlier questions is of the conversation, which is not kept.
    return { id: records.keep({ ...answer, understood: null }), answer };
  };
  const admission = createAdmission({ ask, onFailure }, limits);
  return {
    chat: createChat({ admission, records, conversations, paragraph: bot.paragraph }),
    memory: records,
    async close(patience) {
      await admission.close(patience);
      records.close();
    },
  };
}

/** What a chat stands on. */
interface ChatParts {
  readonly admission: Admission;
  readonly records: Records;
  readonly conversations: Conversations;
  readonly paragraph: (articleId: string, paragraph: number) => Promise<string | null>;
}

/** Puts admission, records and phrases together into what every chat platform talks to. */
function createChat({ admission, records, conversations, paragraph }: ChatParts): Chat {
  return {
    async ask(person, question, asking) {
      const outcome = await admission.ask(person, question, asking);
      if (outcome.kind === 'answer' || outcome.kind === 'withdrawn') return outcome;
      const phrases = PHRASES[phraseLanguage(detectLanguage(question.slice(0, 1000)))];
      switch (outcome.kind) {
        case 'empty':
          return notice(phrases.emptyQuestion);
        case 'long':
          return notice(phrases.longQuestion(outcome.length, outcome.limit));
        case 'limited':
          return { ...notice(phrases.limited), repeated: outcome.repeated };
        case 'busy':
          return notice(phrases.busy);
        case 'failed':
          return notice(phrases.failed(outcome.errorId));
      }
    },
    forget(place) {
      conversations.forget(place);
    },
    async source(answerId, marker) {
      const answer = records.answer(answerId);
      const citation = answer?.citations.find((one) => one.marker === marker);
      if (citation === undefined) return null;
      const text = await paragraph(citation.articleId, citation.paragraph);
      // The article may have changed since: then only the words that were quoted are left.
      const stands = text?.slice(citation.start, citation.end) === citation.quote;
      if (stands && text != null) return { citation, paragraph: text };
      const { quote, start, answer: words } = citation;
      const moved = words && movedSpan(words, -start);
      const alone = { ...citation, start: 0, end: quote.length, answer: moved };
      return { citation: alone, paragraph: quote };
    },
    async judge(answerId, person, verdict) {
      return records.judge(answerId, person, verdict);
    },
  };
}

function notice(text: string): Extract<Reply, { kind: 'notice' }> {
  return { kind: 'notice', text };
}
