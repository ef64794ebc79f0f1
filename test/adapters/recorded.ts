import type { Asking, Chat, Reply } from '../../adapters/chat.js';

/** What a core was asked and told to forget. */
export interface Recorded {
  readonly asked: { readonly person: string; readonly question: string }[];
  /** Where each question was asked. */
  readonly askings: readonly (Asking | undefined)[];
  /** The conversations that were to be forgotten. */
  readonly forgotten: readonly string[];
}

/** The side of a core that is asked, over `reply`. */
export function recorded(
  reply: (question: string, person: string) => Reply | Promise<Reply>,
): Recorded & Pick<Chat, 'ask' | 'forget'> {
  const asked: Recorded['asked'] = [];
  const askings: (Asking | undefined)[] = [];
  const forgotten: string[] = [];
  return {
    asked,
    askings,
    forgotten,
    async ask(person, question, asking) {
      asked.push({ person, question });
      askings.push(asking);
      return reply(question, person);
    },
    async forget(place) {
      forgotten.push(place);
    },
  };
}
