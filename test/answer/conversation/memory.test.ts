import { expect, test } from 'vitest';
import { createConversations } from '../../../src/answer/conversation/memory.js';
import { turnOf } from './turns.js';

const MINUTE = 60_000;

function conversations() {
  let time = 0;
  const all = createConversations(() => time);
  return {
    ...all,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    /** Asks in a place and gives what had been asked there before. */
    ask(place: string, question: string, message?: string): readonly string[] {
      const turn = all.open(place, message);
      turn.close(turnOf(question, 'article'));
      return turn.history.map((before) => before.question);
    },
  };
}

test('each place has its own turns, the last six, the oldest first', () => {
  const { ask } = conversations();
  expect(ask('a', '1')).toEqual([]);
  expect(ask('b', 'x')).toEqual([]);
  for (const question of ['2', '3', '4', '5', '6', '7']) ask('a', question);
  expect(ask('a', '8')).toEqual(['2', '3', '4', '5', '6', '7']);
});

test('a conversation is forgotten after half an hour without a question, not before', () => {
  const { ask, pass } = conversations();
  ask('a', '1');
  pass(29 * MINUTE);
  expect(ask('a', '2')).toEqual(['1']);
  pass(30 * MINUTE);
  expect(ask('a', '3')).toEqual([]);
});

test('a conversation is forgotten on request, also what is being answered then', () => {
  const { ask, open, forget } = conversations();
  ask('a', '1');
  const running = open('a');
  forget('a');
  running.close(turnOf('2', 'article'));
  expect(ask('a', '3')).toEqual([]);
});

test('an edited question has the turns before it, and takes the place of its own', () => {
  const { ask } = conversations();
  ask('a', '1', 'm1');
  ask('a', '2', 'm2');
  ask('a', '3', 'm3');
  expect(ask('a', '2 edited', 'm2')).toEqual(['1']);
  expect(ask('a', '4', 'm4')).toEqual(['1', '2 edited', '3']);
});

test('of a thousand and one conversations the one that was silent longest is forgotten', () => {
  const { ask } = conversations();
  for (let at = 0; at < 1000; at += 1) ask(`place ${at}`, '1');
  ask('place 0', '2');
  ask('another', '1');
  expect(ask('place 0', '3')).toEqual(['1', '2']);
  expect(ask('place 1', '2')).toEqual([]);
});

test('a question whose answer failed leaves no turn', () => {
  const { ask, open } = conversations();
  open('a');
  expect(ask('a', '1')).toEqual([]);
});
