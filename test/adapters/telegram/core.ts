import type { Chat, Reply } from '../../../adapters/chat.js';
import { type Recorded, recorded } from '../recorded.js';
import { answerOf } from './answers.js';

/** Question -> reply, as the core would give it. */
export type Core = (question: string, person: string) => Promise<Reply> | Reply;

/** What a core was asked and told. */
export interface RecordedChat extends Chat, Recorded {
  readonly judged: (readonly [string, string, string])[];
}

/** The bot's inner side over a core: every answer given is remembered for its buttons. */
export function chatOver(core: Core): RecordedChat {
  const given = new Map<string, Extract<Reply, { kind: 'answer' }>>();
  const judged: (readonly [string, string, string])[] = [];
  return {
    ...recorded(async (question, person) => {
      const reply = await core(question, person);
      if (reply.kind === 'answer' && reply.id !== null) given.set(reply.id, reply);
      return reply;
    }),
    judged,
    admit: () => null,
    async source(answerId, marker) {
      const citations = given.get(answerId)?.answer.citations ?? [];
      const citation = citations.find((one) => one.marker === marker);
      if (!citation) return null;
      const paragraph = `${'…'.padStart(citation.start, 'پیش از نقل ')}${citation.quote} و پس از آن.`;
      return { citation, paragraph };
    },
    async judge(answerId, person, verdict) {
      if (!given.has(answerId)) return false;
      judged.push([answerId, person, verdict]);
      return true;
    },
  };
}

/** Answers each question with itself and one source. */
export const echo: Core = (question) => answerOf({ text: `پاسخِ ${question} [1]` });
