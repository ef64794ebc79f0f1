import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Answer } from '../../src/answer/schema.js';
import { readReply } from '../../src/answer/writing/reply.js';
import { createChatModel } from '../../src/models/chat/chat-model.js';
import type { Mostanad } from '../../src/mostanad.js';
import { openWritingBot } from '../support/chat/bot.js';
import { chatConfig } from '../support/chat/config.js';
import { openRecorder, type Recorded, type Recorder } from '../support/chat/recorder.js';
import { ROOT } from '../support/folders.js';

/** Enough for a claim or two; the model writes some ten tokens a second on a small machine. */
const TOKENS = 160;
const TIMEOUT = 60_000;
/** How the prompt that rewrites a follow-up begins. */
const REWRITING = 'You prepare questions';
const NEVER = new AbortController().signal;

const QUESTIONS = [
  'چه درصدی از خاک سوریه در کنترل دولت است؟',
  'این نشست با چه دیداری شروع شد؟',
  'اجلاس سران سوریه و روسیه در کدام شهر برگزار شد؟',
  'به گفته اسد، پناهندگان به کجا بازگشتند؟',
  'What percentage of Syrian territory is under government control?',
  'In which city did the presidents of Syria and Russia meet?',
];

let data: string;
let recorder: Recorder;
let bot: Mostanad;
let failures: string[];
const table: string[] = [];

beforeAll(async () => {
  const target = process.env.MODEL_BASE_URL;
  if (target === undefined) throw new Error('MODEL_BASE_URL is not set: npm run test:model');
  data = mkdtempSync(join(tmpdir(), 'mostanad-real-model-'));
  recorder = await openRecorder(target);
  const corpus = [join(ROOT, 'corpus')];
  const opened = await openWritingBot(corpus, data, recorder.baseUrl, TIMEOUT, TOKENS);
  ({ bot, failures } = opened);
});
afterAll(async () => {
  await bot?.close();
  recorder?.close();
  rmSync(data, { recursive: true, force: true });
  console.log(
    [
      '| question | mode | claims written | kept | seconds | told to the operator |',
      '|---|---|---|---|---|---|',
      ...table,
    ].join('\n'),
  );
});

/** Asks, writes it into the table, and holds the answer to what every answer must be. */
async function ask(question: string, history: readonly Answer[] = []): Promise<Answer> {
  const before = recorder.requests.length;
  failures.length = 0;
  const drafts: string[] = [];
  const onDraft = ({ text }: { readonly text: string }) => drafts.push(text);
  const answer = Answer.parse(await bot.ask(question, { history, onDraft }));
  table.push(rowOf(answer, recorder.requests.slice(before)));
  await expectHonest(answer);
  if (answer.mode === 'generated') {
    expect(answer.text).toBe(drafts.at(-1));
    expect(failures).toEqual([]);
  } else if (answer.understood === null) {
    const own = await bot.ask(question, { history, isExtractive: true });
    expect(answer).toEqual({ ...own, timings: answer.timings });
  }
  return answer;
}

/** Every citation stands in its paragraph, every line has its markers and every marker its citation. */
async function expectHonest({ text, citations, answered }: Answer): Promise<void> {
  expect(citations.length > 0).toBe(answered);
  for (const { articleId, paragraph, start, end, quote } of citations) {
    expect((await bot.paragraph(articleId, paragraph))?.slice(start, end)).toBe(quote);
  }
  const markers = [...text.matchAll(/\[(\d+)\]/gu)].map(([, digits]) => Number(digits));
  expect([...new Set(markers)].toSorted()).toEqual(citations.map(({ marker }) => marker));
  if (answered) for (const line of text.split('\n')) expect(line).toMatch(/\[\d+\]$/u);
}

function rowOf(
  { question, answered, mode, text, timings }: Answer,
  requests: readonly Recorded[],
): string {
  const asked = requests.findLast(({ system }) => !system.startsWith(REWRITING));
  const reply = readReply(asked?.text ?? '');
  const written = asked && (reply.isReply ? reply.claims.length : 'no list');
  const kept = mode === 'generated' ? text.split('\n').length : 0;
  const seconds = ((timings.total ?? 0) / 1000).toFixed(1);
  const said = answered ? mode : 'declined';
  const told = failures.join('; ');
  return `| ${question} | ${said} | ${written ?? 'not asked'} | ${kept} | ${seconds} | ${told} |`;
}

describe('a small real model', () => {
  it.each(QUESTIONS)('whatever it writes, leaves one honest answer: %s', async (question) => {
    expect((await ask(question)).answered).toBe(true);
  });

  it('is not asked where the corpus does not say', async () => {
    const before = recorder.requests.length;
    expect((await ask('قیمت نفت امروز چقدر است؟')).answered).toBe(false);
    expect(recorder.requests).toHaveLength(before);
  });

  it('rewrites a follow-up before it is searched for', async () => {
    const first = await bot.ask('چه درصدی از خاک سوریه در کنترل دولت است؟', { isExtractive: true });
    const before = recorder.requests.length;
    await ask('چرا؟', [first]);
    expect(recorder.requests[before]?.system).toContain(REWRITING);
  });

  it('replies in pieces, in the form that its server takes', async () => {
    const model = createChatModel(chatConfig(recorder.baseUrl, TIMEOUT, 30));
    const schema = { type: 'object', properties: { story: { type: 'string' } } };
    const prompt = { system: 'Tell a story.', user: 'About a fox and rain.', schema };
    const seen: string[] = [];
    const before = recorder.requests.length;
    const reply = await model.write(prompt, { signal: NEVER, onText: (text) => seen.push(text) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(reply);
    const tries = recorder.requests.slice(before);
    expect(tries.at(-1)).toMatchObject({ status: 200, text: reply });
    console.log(tries.map(({ form, status }) => `${form}: HTTP ${status}`).join(', then '));
  });

  it('is left within a second where the question is withdrawn', async () => {
    const withdrawal = new AbortController();
    const before = recorder.requests.length;
    const asking = bot.ask(QUESTIONS[0] ?? '', { signal: withdrawal.signal });
    const reply = () => recorder.requests.slice(before).findLast(({ status }) => status === 200);
    await expect.poll(() => reply()?.text ?? '', { timeout: TIMEOUT }).not.toBe('');
    withdrawal.abort(new Error('the question was withdrawn'));
    await expect(asking).rejects.toThrow('the question was withdrawn');
    await expect.poll(() => reply()?.wasLeft, { timeout: 1000 }).toBe(true);
  });
});
