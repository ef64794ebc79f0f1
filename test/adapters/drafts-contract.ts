import { describe, expect, onTestFinished, test } from 'vitest';
import { type AdmissionLimits, DEFAULT_LIMITS } from '../../adapters/admission.js';
import type { Chat } from '../../adapters/chat.js';
import { openChat } from '../../adapters/chat-core.js';
import type { AskOptions } from '../../src/answer/ask.js';
import type { Answer } from '../../src/answer/schema.js';
import { stripDirectionControls } from '../../src/language/direction.js';
import { openLocalMemory } from '../../src/records/local.js';
import type { Memory } from '../../src/records/port.js';
import { temporaryFolder } from '../support/folders.js';

/** How a draft begins. */
export const HEADING = 'پیش‌نویس، هنوز در حال نوشتن…';
/** The machine may have other things to do. */
export const PATIENCE = { timeout: 20_000 };

/** A question that stands before the bot. */
export interface Asked {
  /** The person makes another question of it. */
  change(question: string): void;
  /** The person takes it back. */
  takeBack(): void;
}

/** One platform over a core, as one person meets it. */
export interface DraftAdapter {
  /** The person, as the core knows them. */
  readonly person: string;
  ask(question: string): Asked;
  /** What the bot said as it stands now: the messages, or all of a screen. */
  shown(): readonly string[];
}

/** What people can do with a question on a platform, and the bot learns of. */
interface Abilities {
  readonly canChange: boolean;
  readonly canTakeBack: boolean;
}

/** A question that the core works at until the test ends it. */
interface Work {
  readonly question: string;
  readonly options: AskOptions;
  readonly finish: (text: string) => void;
  readonly fail: (cause: Error) => void;
}

/** A core whose answers the test writes. */
export function writtenByHand(limits: Partial<AdmissionLimits> = {}) {
  const works: Work[] = [];
  const ask = (question: string, options: AskOptions = {}) =>
    new Promise<Answer>((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      const finish = (text: string) => resolve(answerOf(question, text));
      works.push({ question, options, finish, fail: reject });
    });
  const bot = { ask, paragraph: async () => null };
  const failures: string[] = [];
  const memory = openLocalMemory(temporaryFolder());
  const open = openChat(bot, memory, { ...DEFAULT_LIMITS, ...limits }, (errorId) =>
    failures.push(errorId),
  );
  onTestFinished(() => open.close(0));
  return { ...open, memory, works, failures };
}

export function answerOf(question: string, text: string): Answer {
  return {
    question,
    understood: null,
    filter: null,
    language: 'fa',
    answered: false,
    text,
    confidence: 0.9,
    mode: 'extractive',
    citations: [],
    nearest: [],
    timings: {},
  };
}

export const draft = (text: string) => ({ text, citations: [] });

/** A text without what a platform puts in to show it well. */
export const plain = (text: string) => stripDirectionControls(text).replace(/[*\\]/gu, '');

/** One message, or screen, that has this text and no draft. */
const only = (text: string) => [
  expect.stringMatching(new RegExp(`^(?!.*${HEADING}).*${text}`, 'su')),
];

/** What every adapter must do with an answer that is seen as it is written; `open` connects one. */
export function draftContract(
  name: string,
  { canChange, canTakeBack }: Abilities,
  open: (chat: Chat, memory: Memory) => Promise<DraftAdapter>,
): void {
  /** A question with a draft that stands. */
  async function drafted(limits: Partial<AdmissionLimits> = {}) {
    const core = writtenByHand(limits);
    const adapter = await open(core.chat, core.memory);
    const asked = adapter.ask('در مسکو چه گذشت؟');
    await expect.poll(() => core.works.length, PATIENCE).toBe(1);
    const [first] = core.works;
    first?.options.onDraft?.(draft('در مسکو [1]'));
    const { shown, person } = adapter;
    await expect.poll(() => shown().join(), PATIENCE).toContain('در مسکو [1]');
    expect(shown()).toEqual([expect.stringContaining(HEADING)]);
    return { ...core, asked, shown, person, first };
  }

  describe(`adapter contract: drafts on ${name}`, () => {
    test('an answer is seen as it is written, and takes the place of its draft', async () => {
      const { first, shown } = await drafted();
      first?.options.onDraft?.(draft('در مسکو [1]\nدیدار سران [1]'));
      await expect.poll(() => shown()[0], PATIENCE).toContain('دیدار سران [1]');
      first?.finish('پاسخ کامل.');
      await expect.poll(shown, PATIENCE).toEqual(only('پاسخ کامل'));
    });

    test('where the answering fails, what is said of that takes the place of the draft', async () => {
      const { first, shown, failures } = await drafted();
      first?.fail(new Error('the secret cause'));
      await expect.poll(() => failures, PATIENCE).toHaveLength(1);
      await expect.poll(shown, PATIENCE).toEqual(only(failures[0] ?? ''));
    });

    if (canTakeBack) {
      test('a question that is taken back gets no answer, and its draft goes', async () => {
        const { asked, first, shown, failures } = await drafted();
        asked.takeBack();
        await expect.poll(() => shown().join(), PATIENCE).not.toContain(HEADING);
        expect(shown().join()).not.toContain('در مسکو [1]');
        expect(first?.options.signal?.aborted).toBe(true);
        expect(failures).toEqual([]);
      });
    }

    if (canChange) {
      test('a question that is changed while it is answered is answered as it is now, once', async () => {
        const { asked, first, works, shown, failures } = await drafted();
        asked.change('در دمشق چه گذشت؟');
        await expect.poll(() => works.length, PATIENCE).toBe(2);
        expect(first?.options.signal?.aborted).toBe(true);
        expect(works[1]?.question).toBe('در دمشق چه گذشت؟');
        works[1]?.finish('در دمشق.');
        await expect.poll(shown, PATIENCE).toEqual(only('در دمشق'));
        expect(failures).toEqual([]);
      });
    }

    if (canChange) {
      test('someone who asks too often and was told so is told again in the place of a draft', async () => {
        const { asked, chat, person, shown, works } = await drafted({ perMinute: 1 });
        expect(await chat.ask(person, 'و در حلب؟')).toMatchObject({ repeated: false });
        asked.change('در دمشق چه گذشت؟');
        await expect.poll(shown, PATIENCE).toEqual(only('در یک دقیقه پرسش‌های زیادی'));
        expect(works).toHaveLength(1);
      });
    }
  });
}
