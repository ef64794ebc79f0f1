import type { Conversations, OpenTurn } from '../src/answer/conversation/conversations.js';
import { withoutConversation } from '../src/answer/conversation/turn.js';
import { detectLanguage } from '../src/language/detect.js';
import { movedSpan } from '../src/language/span.js';
import type { Mostanad } from '../src/mostanad.js';
import { PHRASES, phraseLanguage } from '../src/phrases/phrases.js';
import type { Memory, Records } from '../src/records/port.js';
import { type Admission, type AdmissionLimits, createAdmission } from './admission.js';
import { createBudget } from './budget.js';
import type { Asking, Chat, Notice } from './chat.js';
import { newErrorId } from './log.js';

const NEVER = new AbortController().signal;

/** A chat, and the end of it. */
export interface OpenChat {
  readonly chat: Chat;
  /** Takes no more questions, waits for the running ones at most so many milliseconds, and closes. */
  close(patience: number): Promise<void>;
}

/** Told the id of a failure, which the person sees where they are told, its cause, and what failed. */
export type OnFailure = (errorId: string, cause: unknown, what: string) => void;

/**
 * Opens what the chat platforms and the terminal talk to. Where the memory fails, the answer is given
 * all the same: as to a first question where the conversation cannot be read, and without buttons where
 * it cannot be kept.
 *
 * @param memory - what it remembers; closed with it
 */
export function openChat(
  bot: Pick<Mostanad, 'ask' | 'paragraph'>,
  memory: Memory,
  limits: AdmissionLimits,
  onFailure: OnFailure,
): OpenChat {
  const { records, conversations } = memory;
  const budget = createBudget(limits.writtenPerDay);
  /** What can be done without; null where it fails. */
  const orNull = async <Result>(what: string, work: () => Promise<Result>) => {
    try {
      return await work();
    } catch (error) {
      onFailure(newErrorId(), error, what);
      return null;
    }
  };
  const opened = ({ place, message }: Asking): Promise<OpenTurn | null> =>
    place === undefined
      ? Promise.resolve(null)
      : orNull('a conversation could not be read', () => conversations.open(place, message));
  const ask = async (question: string, asking: Asking, person: string) => {
    const { signal = NEVER, onDraft = () => {}, filter = null } = asking;
    const turn = await opened(asking);
    signal.throwIfAborted();
    const history = turn?.history ?? [];
    // Taken before the model is asked: questions that are asked at once cost as well.
    const giveBack = asking.isExtractive === true ? null : budget.take(person);
    const isExtractive = giveBack === null;
    let wasAsked = false;
    const onAsked = () => {
      wasAsked = true;
    };
    const options = { history, filter, isExtractive, signal, onAsked, onDraft };
    const answer = await bot.ask(question, options).finally(() => {
      if (!wasAsked) giveBack?.();
    });
    // A model writes to each question of a message by itself.
    const written = answer.parts?.filter(({ answered }) => answered).length ?? 1;
    if (wasAsked) for (let more = 1; more < written; more += 1) budget.take(person);
    signal.throwIfAborted();
    const keep = async () => {
      const [id] = await Promise.all([
        // What it took from earlier questions is of the conversation, which is not kept.
        orNull('an answer could not be kept; it has no buttons', () =>
          records.keep(withoutConversation(answer)),
        ),
        turn && orNull('a conversation could not be kept', () => turn.close(answer)),
      ]);
      return id;
    };
    return { answer, keep };
  };
  const failed = (errorId: string, cause: unknown) =>
    onFailure(errorId, cause, 'a question failed');
  const admission = createAdmission({ ask, onFailure: failed }, limits);
  return {
    chat: createChat({ admission, records, conversations, paragraph: bot.paragraph }),
    async close(patience) {
      await admission.close(patience);
      await memory.close();
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
    admit(person, language) {
      const limited = admission.count(person);
      return limited && { ...notice(PHRASES[language].limited), repeated: limited.repeated };
    },
    forget: (place) => conversations.forget(place),
    async source(answerId, marker) {
      const answer = await records.answer(answerId);
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
    judge: (answerId, person, verdict) => records.judge(answerId, person, verdict),
  };
}

function notice(text: string): Notice {
  return { kind: 'notice', text };
}
