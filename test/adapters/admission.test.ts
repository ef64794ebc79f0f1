import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type AdmissionLimits,
  createAdmission,
  DEFAULT_LIMITS,
  type FoundAnswer,
} from '../../adapters/admission.js';
import type { Asking } from '../../adapters/chat.js';

function answerTo(question: string): FoundAnswer {
  const answer = {
    question,
    understood: null,
    filter: null,
    language: 'fa',
    answered: false,
    text: '',
    confidence: 0,
    mode: 'extractive',
    citations: [],
    nearest: [],
    timings: {},
  } as const;
  return { answer, keep: async () => question };
}

/** A core whose answers come when the test lets them. */
function heldCore() {
  const held: { readonly question: string; readonly release: () => void }[] = [];
  let most = 0;
  let active = 0;
  return {
    held,
    most: () => most,
    ask: async (question: string): Promise<FoundAnswer> => {
      active += 1;
      most = Math.max(most, active);
      await new Promise<void>((release) => held.push({ question, release }));
      active -= 1;
      return answerTo(question);
    },
  };
}

function admission(
  ask: (question: string) => Promise<FoundAnswer>,
  limits: Partial<AdmissionLimits> = {},
) {
  const failures: { readonly id: string; readonly cause: unknown }[] = [];
  let time = 0;
  const door = createAdmission(
    { ask, onFailure: (id, cause) => failures.push({ id, cause }), now: () => time },
    { ...DEFAULT_LIMITS, ...limits },
  );
  return { door, failures, pass: (milliseconds: number) => (time += milliseconds) };
}

const quick = async (question: string) => answerTo(question);

test('a question without a word reaches no core, and counts like any other', async () => {
  const core = heldCore();
  const { door } = admission(core.ask, { perMinute: 2 });
  expect(await door.ask('p:1', '  ')).toEqual({ kind: 'empty' });
  expect(await door.ask('p:1', '؟! 😀')).toEqual({ kind: 'empty' });
  expect(await door.ask('p:1', '؟')).toEqual({ kind: 'limited', repeated: false });
  expect(core.held).toEqual([]);
});

test('no more questions than allowed are answered at once, the others wait their turn', async () => {
  const core = heldCore();
  const { door } = admission(core.ask, { concurrency: 2 });
  const outcomes = ['یک', 'دو', 'سه', 'چهار'].map((question) =>
    door.ask(`p:${question}`, question),
  );
  for (let turn = 0; turn < 4; turn += 1) {
    while (core.held.length <= turn) await sleep(1);
    core.held[turn]?.release();
  }
  const kinds = (await Promise.all(outcomes)).map((outcome) => outcome.kind);
  expect(kinds).toEqual(['answer', 'answer', 'answer', 'answer']);
  expect(core.most()).toBe(2);
  expect(core.held.map(({ question }) => question)).toEqual(['یک', 'دو', 'سه', 'چهار']);
});

test('a full queue says busy at once', async () => {
  const core = heldCore();
  const { door } = admission(core.ask, { concurrency: 1, queue: 1 });
  const first = door.ask('p:1', 'یک');
  const second = door.ask('p:2', 'دو');
  expect(await door.ask('p:3', 'سه')).toEqual({ kind: 'busy' });
  core.held[0]?.release();
  await first;
  while (core.held.length < 2) await sleep(1);
  core.held[1]?.release();
  expect((await second).kind).toBe('answer');
});

describe('one person’s rate', () => {
  test('is told once a minute, however often it is broken', async () => {
    const { door, pass } = admission(quick, { perMinute: 1 });
    const ask = () => door.ask('p:1', 'پرسش');
    await ask();
    expect(await ask()).toEqual({ kind: 'limited', repeated: false });
    pass(1000);
    expect(await ask()).toEqual({ kind: 'limited', repeated: true });
  });

  test('is limited in a minute, others are not, and a minute later it is free again', async () => {
    const { door, pass } = admission(quick, { perMinute: 2 });
    const kinds = async (person: string) => (await door.ask(person, 'پرسش')).kind;
    expect([await kinds('p:1'), await kinds('p:1'), await kinds('p:1')]).toEqual([
      'answer',
      'answer',
      'limited',
    ]);
    expect(await kinds('p:2')).toBe('answer');
    pass(60_001);
    expect(await kinds('p:1')).toBe('answer');
  });
});

test('a question that is too long is refused with both lengths', async () => {
  const { door } = admission(quick, { questionLength: 10 });
  expect(await door.ask('p:1', 'x'.repeat(11))).toEqual({ kind: 'long', length: 11, limit: 10 });
});

test('questions that are too long, or come while it is busy, count like any other', async () => {
  const { door } = admission(quick, { questionLength: 10, perMinute: 2 });
  const long = async () => (await door.ask('p:1', 'x'.repeat(11))).kind;
  expect([await long(), await long(), await long()]).toEqual(['long', 'long', 'limited']);
  await door.close(0);
  const busy = async () => (await door.ask('p:2', 'پرسش')).kind;
  expect([await busy(), await busy(), await busy()]).toEqual(['busy', 'busy', 'limited']);
});

test('what is no question counts among a person’s questions', async () => {
  const { door, pass } = admission(quick, { perMinute: 2 });
  expect((await door.ask('p:1', 'پرسش')).kind).toBe('answer');
  expect(door.count('p:1')).toBeNull();
  expect(door.count('p:1')).toEqual({ kind: 'limited', repeated: false });
  expect(await door.ask('p:1', 'پرسش')).toEqual({ kind: 'limited', repeated: true });
  pass(60_001);
  expect(door.count('p:1')).toBeNull();
});

test('a failure shows an id that the log has with the cause, and nothing else', async () => {
  const cause = new Error('secret token 123');
  const { door, failures } = admission(async () => {
    throw cause;
  });
  const outcome = await door.ask('p:1', 'پرسش');
  expect(outcome).toEqual({ kind: 'failed', errorId: expect.stringMatching(/^[0-9a-f]{6}$/) });
  expect(failures).toEqual([{ id: outcome.kind === 'failed' && outcome.errorId, cause }]);
});

test('a core that does not answer in time is a failure, and the next question has its place', async () => {
  const core = heldCore();
  const { door, failures } = admission(core.ask, { concurrency: 1, timeout: 30 });
  expect((await door.ask('p:1', 'یک')).kind).toBe('failed');
  expect(String(failures[0]?.cause)).toContain('no result within 30 ms');
  const second = door.ask('p:2', 'دو');
  while (core.held.length < 2) await sleep(1);
  core.held[1]?.release();
  expect((await second).kind).toBe('answer');
});

test('who waited too long for a place is told, and their question is never asked', async () => {
  const core = heldCore();
  const { door } = admission(core.ask, { concurrency: 1, timeout: 60 });
  const outcomes = [door.ask('p:1', 'یک')];
  await sleep(30);
  outcomes.push(door.ask('p:2', 'دو'), door.ask('p:3', 'سه'));
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual([
    'failed',
    'failed',
    'failed',
  ]);
  await sleep(100);
  expect(core.held.map(({ question }) => question)).toEqual(['یک', 'دو']);
});

test('closing lets the running questions finish and takes no new ones', async () => {
  const core = heldCore();
  const { door } = admission(core.ask);
  const running = door.ask('p:1', 'یک');
  const closing = door.close(1000);
  expect(await door.ask('p:2', 'دو')).toEqual({ kind: 'busy' });
  core.held[0]?.release();
  await closing;
  expect((await running).kind).toBe('answer');
});

test('a question whose time is over is ended, and so is one that is answered', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const ask = (question: string, { signal }: Asking) => {
    signals.push(signal);
    return question === 'یک' ? new Promise<FoundAnswer>(() => {}) : quick(question);
  };
  const limits = { ...DEFAULT_LIMITS, timeout: 20 };
  const door = createAdmission({ ask, onFailure: () => {} }, limits);
  expect(await door.ask('p:1', 'یک')).toMatchObject({ kind: 'failed' });
  expect(await door.ask('p:1', 'دو')).toMatchObject({ kind: 'answer' });
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

test('an answer that is kept slowly, or not at all, is an answer all the same', async () => {
  const slow = async (question: string): Promise<FoundAnswer> => ({
    ...answerTo(question),
    keep: async () => {
      await sleep(100);
      return null;
    },
  });
  const { door, failures } = admission(slow, { timeout: 20 });
  expect(await door.ask('p:1', 'یک')).toMatchObject({ kind: 'answer', id: null });
  expect(failures).toEqual([]);
});

test('at the end an answer that is being kept is waited for', async () => {
  let isKept = false;
  const slow = async (question: string): Promise<FoundAnswer> => ({
    ...answerTo(question),
    keep: async () => {
      await sleep(50);
      isKept = true;
      return 'id';
    },
  });
  const { door } = admission(slow);
  const outcome = door.ask('p:1', 'یک');
  await door.close(10_000);
  expect(isKept).toBe(true);
  expect(await outcome).toMatchObject({ kind: 'answer', id: 'id' });
});
