import { describe, expect, test } from 'vitest';
import type { Conversations } from '../../src/answer/conversation/conversations.js';
import { turnOf } from '../answer/conversation/turns.js';

const MINUTE = 60_000;

/** Conversations as two processes see them, or one where they are one process's own. */
export interface ConversationStore {
  readonly processes: readonly [Conversations, Conversations];
  close(): Promise<void>;
}

/** Asks in a place and gives what had been asked there before. */
export async function ask(
  conversations: Conversations,
  place: string,
  question: string,
  message?: string,
): Promise<readonly string[]> {
  const turn = await conversations.open(place, message);
  await turn.close(turnOf(question, 'article'));
  return turn.history.map((before) => before.question);
}

/** What conversations must do, wherever they are kept. */
export function conversationsContract(
  name: string,
  openStore: (now: () => number) => Promise<ConversationStore>,
): void {
  async function withStore(
    work: (
      one: Conversations,
      other: Conversations,
      pass: (milliseconds: number) => void,
    ) => Promise<void>,
  ): Promise<void> {
    let time = 1_600_000_000_000;
    const { processes, close } = await openStore(() => time);
    const [one, other] = processes;
    try {
      await work(one, other, (milliseconds) => {
        time += milliseconds;
      });
    } finally {
      await close();
    }
  }

  describe(`conversations contract: ${name}`, () => {
    test('each place has its own turns, the last six, the oldest first', () =>
      withStore(async (one) => {
        expect(await ask(one, 'a', '1')).toEqual([]);
        expect(await ask(one, 'b', 'x')).toEqual([]);
        for (const question of ['2', '3', '4', '5', '6', '7']) await ask(one, 'a', question);
        expect(await ask(one, 'a', '8')).toEqual(['2', '3', '4', '5', '6', '7']);
      }));

    test('a turn comes back as it was, with what it cites', () =>
      withStore(async (one, other) => {
        const turn = turnOf('وی که بود؟', 'مقاله', 'فیصل مقداد که بود؟');
        await (await one.open('a')).close(turn);
        expect((await other.open('a')).history).toEqual([turn]);
      }));

    test('a conversation that was begun in one process goes on in another', () =>
      withStore(async (one, other) => {
        await ask(one, 'a', '1');
        expect(await ask(other, 'a', '2')).toEqual(['1']);
        expect(await ask(one, 'a', '3')).toEqual(['1', '2']);
      }));

    test('a conversation is forgotten after half an hour without a question, not before', () =>
      withStore(async (one, other, pass) => {
        await ask(one, 'a', '1');
        pass(29 * MINUTE);
        expect(await ask(other, 'a', '2')).toEqual(['1']);
        pass(30 * MINUTE);
        expect(await ask(one, 'a', '3')).toEqual([]);
        expect(await ask(other, 'a', '4')).toEqual(['3']);
      }));

    test('a conversation is forgotten on request, also what is being answered then', () =>
      withStore(async (one, other) => {
        await ask(one, 'a', '1');
        const running = await one.open('a');
        await other.forget('a');
        await running.close(turnOf('2', 'article'));
        expect(await ask(one, 'a', '3')).toEqual([]);
        const late = await one.open('a');
        await other.forget('a');
        expect(await ask(other, 'a', '4')).toEqual([]);
        await late.close(turnOf('5', 'article'));
        expect(await ask(one, 'a', '6')).toEqual(['4']);
      }));

    test('an edited question has the turns before it, and takes the place of its own', () =>
      withStore(async (one, other) => {
        await ask(one, 'a', '1', 'm1');
        await ask(one, 'a', '2', 'm2');
        await ask(one, 'a', '3', 'm3');
        expect(await ask(other, 'a', '2 edited', 'm2')).toEqual(['1']);
        expect(await ask(one, 'a', '4', 'm4')).toEqual(['1', '2 edited', '3']);
      }));

    test('the same question twice without a message is two turns', () =>
      withStore(async (one, other) => {
        await ask(one, 'a', 'چرا؟');
        await ask(other, 'a', 'چرا؟');
        expect(await ask(one, 'a', '3')).toEqual(['چرا؟', 'چرا؟']);
      }));

    test('turns that begin and close at the same moment lose none', () =>
      withStore(async (one, other) => {
        const questions = ['1', '2', '3', '4', '5', '6'];
        const turns = await Promise.all(
          questions.map((_, at) => (at % 2 === 0 ? one : other).open('a')),
        );
        await Promise.all(
          turns.map((turn, at) => turn.close(turnOf(questions[at] ?? '', 'article'))),
        );
        expect((await ask(one, 'a', '7')).toSorted()).toEqual(questions);
      }));

    test('a question whose answer failed leaves no turn', () =>
      withStore(async (one) => {
        await one.open('a');
        expect(await ask(one, 'a', '1')).toEqual([]);
      }));
  });
}
