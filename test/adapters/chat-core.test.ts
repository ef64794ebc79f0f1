import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import { openChat } from '../../adapters/chat-core.js';
import type { AskOptions } from '../../src/answer/ask.js';
import type { Answer, Citation } from '../../src/answer/schema.js';
import { openLocalMemory } from '../../src/records/local.js';
import { temporaryFolder } from '../support/folders.js';

const PARAGRAPH = 'وی گفت: حجم تجارت 3.5 برابر شد. این خبر را سانا داد.';
const QUOTE = 'حجم تجارت 3.5 برابر شد.';
const start = PARAGRAPH.indexOf(QUOTE);

const cited: Citation = {
  marker: 1,
  articleId: 'trade',
  title: 'تجارت',
  source: 'سانا',
  date: null,
  url: null,
  paragraph: 4,
  quote: QUOTE,
  start,
  end: start + QUOTE.length,
  answer: { start: start + 11, end: start + 20 },
  alsoReportedBy: [],
};

const answer: Answer = {
  question: 'حجم تجارت چند برابر شد؟',
  understood: null,
  filter: null,
  language: 'fa',
  answered: true,
  text: `${QUOTE} [1]`,
  confidence: 0.9,
  mode: 'extractive',
  citations: [cited],
  nearest: [],
  timings: {},
};

/** An answer given over an article whose paragraph is now another, or gone (null). */
async function answered(paragraphNow: string | null) {
  const bot = { ask: async () => answer, paragraph: async () => paragraphNow };
  const { chat, close } = openChat(
    bot,
    openLocalMemory(temporaryFolder()),
    DEFAULT_LIMITS,
    () => {},
  );
  onTestFinished(() => close(0));
  const reply = await chat.ask('telegram:1', answer.question);
  return { chat, id: reply.kind === 'answer' ? (reply.id ?? '') : '' };
}

test('a source is its paragraph whole, the quote where it stands', async () => {
  const { chat, id } = await answered(PARAGRAPH);
  expect(await chat.source(id, 1)).toEqual({ citation: cited, paragraph: PARAGRAPH });
});

test.each([
  ['changed since', `خبر تازه: ${PARAGRAPH}`],
  ['is shorter than where the quote stood', 'وی'],
  ['is gone', null],
])('where the paragraph %s, a source is the quoted words alone', async (_, paragraphNow) => {
  const { chat, id } = await answered(paragraphNow);
  expect(await chat.source(id, 1)).toEqual({
    citation: { ...cited, start: 0, end: QUOTE.length, answer: { start: 11, end: 20 } },
    paragraph: QUOTE,
  });
});

test('a source that the answer has not, or of an answer that nobody gave, is null', async () => {
  const { chat, id } = await answered(PARAGRAPH);
  expect(await chat.source(id, 2)).toBeNull();
  expect(await chat.source('unknown', 1)).toBeNull();
});

test('an answer that cannot be kept is given all the same, without an id, and the log has why', async () => {
  const memory = openLocalMemory(temporaryFolder());
  const failures: (readonly [string, string])[] = [];
  const bot = { ask: async () => answer, paragraph: async () => null };
  const { chat } = openChat(bot, memory, DEFAULT_LIMITS, (errorId, cause, what) =>
    failures.push([errorId, `${what}: ${String(cause)}`]),
  );
  // The store is gone from under it.
  await memory.close();
  const reply = await chat.ask('telegram:1', answer.question, { place: 'telegram:9/1' });
  expect(reply).toEqual({ kind: 'answer', id: null, answer });
  expect(failures).toEqual([
    [expect.stringMatching(/^[0-9a-f]{6}$/u), expect.stringContaining('could not be kept')],
  ]);
  expect(failures.flat().join(' ')).not.toContain('تجارت');
});

/** A chat with some written answers a day (one where nothing else is said), and whether the core was let write each. */
function someADay(work: (options: AskOptions) => Promise<Answer>, writtenPerDay = 1) {
  const wereWritten: boolean[] = [];
  const ask = (_question: string, options: AskOptions = {}) => {
    wereWritten.push(options.isExtractive === false);
    return work(options);
  };
  const limits = { ...DEFAULT_LIMITS, writtenPerDay };
  const memory = openLocalMemory(temporaryFolder());
  const { chat, close } = openChat({ ask, paragraph: async () => null }, memory, limits, () => {});
  onTestFinished(() => close(0));
  return { chat, wereWritten };
}

test('a question for which a chat model was asked is one of the day, whatever came of it', async () => {
  const { chat, wereWritten } = someADay(async ({ onAsked }) => {
    onAsked?.();
    throw new Error('the core failed');
  });
  expect(await chat.ask('telegram:1', answer.question)).toMatchObject({ kind: 'notice' });
  await chat.ask('telegram:1', answer.question);
  expect(wereWritten).toEqual([true, false]);
});

test('of a message of several questions each that is answered is one of the day', async () => {
  const part = { question: 'چند؟', understood: null, confidence: 0.9, markers: [1] };
  const parts = [
    { ...part, answered: true },
    { ...part, answered: false, markers: [] },
    { ...part, answered: true },
  ];
  const { chat, wereWritten } = someADay(async ({ onAsked }) => {
    onAsked?.();
    return { ...answer, parts };
  }, 3);
  for (let time = 0; time < 3; time += 1) await chat.ask('telegram:1', answer.question);
  expect(wereWritten).toEqual([true, true, false]);
});

test.each([
  // Also where its time was measured: that it was asked is what counts.
  ['answered without it', async () => ({ ...answer, timings: { write: 0.01, rewrite: 0.01 } })],
  [
    'failed before it',
    async () => {
      throw new Error('the core failed');
    },
  ],
])('a question for which no chat model was asked costs nothing: one %s', async (_, work) => {
  const { chat, wereWritten } = someADay(work);
  await chat.ask('telegram:1', answer.question);
  await chat.ask('telegram:1', answer.question);
  expect(wereWritten).toEqual([true, true]);
});
