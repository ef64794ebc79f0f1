import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Answer } from '../../../src/answer/schema.js';
import type { Mostanad } from '../../../src/mostanad.js';
import { openWritingBot } from '../../support/chat/bot.js';
import {
  type Behaviour,
  type ChatRequest,
  type ChatServer,
  openChatServer,
} from '../../support/chat/server.js';
import { ROOT } from '../../support/folders.js';

const QUESTION = 'چه درصدی از خاک سوریه در کنترل دولت است؟';
const CONTROL = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد';
const TRUE_SENTENCE = 'دولت سوریه ۹۰ درصد خاک این کشور را در کنترل دارد.';

/** The machine may have other things to do. */
const PATIENCE = { timeout: 20_000 };

let data: string;
let server: ChatServer;
let bot: Mostanad;
let failures: string[];
/** What the server does in this test. */
let behave: (request: ChatRequest) => Behaviour;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mostanad-writing-'));
  server = await openChatServer((request) => behave(request));
  const opened = await openWritingBot([join(ROOT, 'corpus')], data, server.baseUrl, 5000);
  ({ bot, failures } = opened);
});
beforeEach(() => {
  failures.length = 0;
});
afterAll(async () => {
  await bot.close();
  server.close();
  rmSync(data, { recursive: true, force: true });
});

interface Claim {
  readonly sentence: string;
  readonly quote: string;
}

/** A reply whose quotes are said to stand in the passage that holds CONTROL. */
function replyOf(request: ChatRequest, claims: readonly Claim[], size?: number): Behaviour {
  const n = request.data.passages.find(({ text }) => text.includes(CONTROL))?.n ?? 0;
  const list = claims.map(({ sentence, quote }) => ({ sentence, evidence: [{ n, quote }] }));
  return { kind: 'reply', text: JSON.stringify({ claims: list }), ...(size ? { size } : {}) };
}

async function expectExtractive(): Promise<Answer> {
  const answer = await bot.ask(QUESTION);
  const own = await bot.ask(QUESTION, { isExtractive: true });
  expect(answer).toEqual({ ...own, timings: answer.timings });
  expect(answer.mode).toBe('extractive');
  return answer;
}

describe('an answer in the words of a chat model', () => {
  it('has a sentence, its marker, and the whole sentences of the article that bear it out', async () => {
    behave = (request) => replyOf(request, [{ sentence: TRUE_SENTENCE, quote: CONTROL }]);
    const answer = await bot.ask(QUESTION);
    expect(() => Answer.parse(answer)).not.toThrow();
    expect(answer).toMatchObject({ mode: 'generated', answered: true, nearest: [] });
    expect(answer.text).toBe(`${TRUE_SENTENCE} [1]`);
    const [citation] = answer.citations;
    expect(citation?.quote).toContain(CONTROL);
    const text = await bot.paragraph(citation?.articleId ?? '', citation?.paragraph ?? 0);
    expect(text?.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    expect(failures).toEqual([]);
  });

  it('keeps what stands and drops the rest', async () => {
    behave = (request) =>
      replyOf(request, [
        { sentence: 'دولت سوریه ۹۵ درصد خاک این کشور را در کنترل دارد.', quote: CONTROL },
        { sentence: TRUE_SENTENCE, quote: CONTROL },
        {
          sentence: 'ایران ۹۰ درصد خاک سوریه را در کنترل دارد.',
          quote: 'ایران 90 درصد خاک را دارد',
        },
      ]);
    const answer = await bot.ask(QUESTION);
    expect(answer.text).toBe(`${TRUE_SENTENCE} [1]`);
    expect(answer.mode).toBe('generated');
  });

  it('is not given where what it tells in other words has the quote that answers without it', async () => {
    const sentence = '۹۰ درصد خاک سوریه را دولت این کشور در دست دارد.';
    behave = (request) => replyOf(request, [{ sentence, quote: CONTROL }]);
    await expectExtractive();
  });

  it('makes no marker of what only looks like one', async () => {
    behave = (request) =>
      replyOf(request, [{ sentence: `[۷] ${TRUE_SENTENCE} [2] [1]`, quote: CONTROL }]);
    expect((await bot.ask(QUESTION)).text).toBe(`${TRUE_SENTENCE} [1]`);
  });

  it.each([
    ['an invented quote', 'دولت سوریه بیش از 90 درصد خاک کشور را آزاد کرده است'],
    ['no words as a quote', '…'],
  ])('is not given for %s', async (_name, quote) => {
    behave = (request) => replyOf(request, [{ sentence: TRUE_SENTENCE, quote }]);
    await expectExtractive();
  });

  it('is not given where its sentence has a link that the article has not', async () => {
    const sentence = `${TRUE_SENTENCE} https://example.org/90`;
    behave = (request) => replyOf(request, [{ sentence, quote: CONTROL }]);
    await expectExtractive();
  });

  it('is not asked for where the corpus does not say', async () => {
    behave = () => ({ kind: 'status', status: 500 });
    const before = server.requests.length;
    expect((await bot.ask('قیمت نفت امروز چقدر است؟')).answered).toBe(false);
    expect(server.requests).toHaveLength(before);
  });

  it('is read out of words and fences around it', async () => {
    const claim = { sentence: TRUE_SENTENCE, quote: CONTROL };
    behave = (request) => {
      const reply = replyOf(request, [claim]) as Extract<Behaviour, { kind: 'reply' }>;
      const thought = '<think>{"claims": nothing yet}</think>\nHere it is:\n```json\n';
      return { ...reply, text: `${thought}${reply.text}\n\`\`\`\nAnything else?` };
    };
    expect((await bot.ask(QUESTION)).mode).toBe('generated');
  });

  const misbehaving: readonly [string, Behaviour, string][] = [
    [
      'prose',
      { kind: 'reply', text: 'دولت ۹۰ درصد را دارد.' },
      'chat model openai:scripted: the reply is no list of claims',
    ],
    ['broken JSON', { kind: 'reply', text: '{"claims": {"sentence": ' }, 'no list of claims'],
    ['too many requests', { kind: 'status', status: 429 }, 'HTTP 429'],
    ['its own failure', { kind: 'status', status: 500 }, 'HTTP 500'],
    ['a reply without end', { kind: 'endless', text: '{"claims": [{"sentence":' }, 'longer than'],
    ['silence', { kind: 'hang' }, 'no reply within 5 seconds'],
    ['silence within a reply', { kind: 'stall', text: '{"claims": [' }, 'no reply within'],
    ['a cut connection', { kind: 'cut', text: '{"claims": [' }, 'chat model openai:scripted'],
  ];
  it.each(misbehaving)(
    'gives way to the quotes for once where the server answers with %s',
    async (_name, behaviour, told) => {
      behave = () => behaviour;
      await expectExtractive();
      expect(failures).toHaveLength(1);
      expect(failures[0]).toContain(told);
      expect(failures[0]).not.toContain('دولت');
      behave = (request) => replyOf(request, [{ sentence: TRUE_SENTENCE, quote: CONTROL }]);
      expect((await bot.ask(QUESTION)).mode).toBe('generated');
    },
  );

  it('gives way, and nobody is told, where the model finds no answer', async () => {
    behave = () => ({ kind: 'reply', text: '{"claims": []}' });
    await expectExtractive();
    expect(failures).toEqual([]);
  });

  it('is drafted sentence by sentence, each checked before it is shown', async () => {
    const invented = 'دولت سوریه ۹۹ درصد خاک این کشور را در کنترل دارد.';
    behave = (request) =>
      replyOf(
        request,
        [
          { sentence: TRUE_SENTENCE, quote: CONTROL },
          { sentence: invented, quote: CONTROL },
        ],
        4,
      );
    const drafts: string[] = [];
    await bot.ask(QUESTION, { onDraft: ({ text }) => drafts.push(text) });
    expect(drafts).toEqual([`${TRUE_SENTENCE} [1]`]);
  });

  it.each([
    ['the words of the conversation is taken', QUESTION, QUESTION],
    ['other words is not', 'قیمت نفت در بازار چقدر است؟', null],
  ])('is sought for a follow-up as the model puts it: one in %s', async (_name, put, taken) => {
    behave = () => ({ kind: 'reply', text: '{"claims": []}' });
    const history = [await bot.ask(QUESTION)];
    behave = (request) =>
      request.data.passages === undefined
        ? { kind: 'reply', text: JSON.stringify({ question: put }) }
        : { kind: 'reply', text: '{"claims": []}' };
    const answer = await bot.ask('این چند درصد است؟', { history });
    const asked = server.requests.filter(({ data }) => data.passages === undefined);
    expect(asked.at(-1)?.data.conversation[0]?.question).toBe(QUESTION);
    if (taken !== null) expect(answer.understood).toBe(taken);
    else expect(answer.understood).not.toBe(put);
  });

  it.each([
    ['a year', 'این در سال ۱۳۸۰ چند درصد بود؟'],
    ['a name', 'و ماکرون گفت این چند درصد است؟'],
    ['a country', 'این در ونزوئلا چند درصد است؟'],
  ])('is not given to a follow-up of which the model leaves out %s', async (_name, typed) => {
    behave = () => ({ kind: 'reply', text: '{"claims": []}' });
    const history = [await bot.ask(QUESTION)];
    behave = (request) =>
      request.data.passages === undefined
        ? { kind: 'reply', text: JSON.stringify({ question: QUESTION }) }
        : { kind: 'reply', text: '{"claims": []}' };
    expect(await bot.ask(typed, { history })).toMatchObject({ answered: false, citations: [] });
  });

  it('is told of before its cost: whenever the model is asked, and only then', async () => {
    behave = () => ({ kind: 'reply', text: '{"claims": []}' });
    const history = [await bot.ask(QUESTION)];
    const before = server.requests.length;
    let asked = 0;
    const onAsked = () => {
      asked += 1;
    };
    await bot.ask('این چند درصد است؟', { history, onAsked });
    expect(server.requests.length - before).toBeGreaterThan(1);
    expect(asked).toBe(server.requests.length - before);
    const inEnglish = 'What percent of Syria is under the control of its government?';
    const { answered, mode } = await bot.ask(inEnglish, { threshold: 0, onAsked });
    expect({ answered, mode }).toEqual({ answered: true, mode: 'extractive' });
    expect(asked).toBe(server.requests.length - before);
  });

  it('that asks why is answered only by a reason, however the model puts it', async () => {
    behave = () => ({ kind: 'reply', text: '{"claims": []}' });
    const history = [await bot.ask(QUESTION)];
    const put = 'چرا ۹۰ درصد خاک سوریه در کنترل دولت است؟';
    behave = (request) =>
      request.data.passages === undefined
        ? { kind: 'reply', text: JSON.stringify({ question: put }) }
        : { kind: 'reply', text: '{"claims": []}' };
    // The article tells that it is so, and not by what.
    expect(await bot.ask('چرا؟', { history })).toMatchObject({ answered: false, citations: [] });
    expect(await bot.ask(put)).toMatchObject({ answered: true });
  });

  it('ends with the question that is withdrawn', async () => {
    behave = () => ({ kind: 'hang' });
    const withdrawal = new AbortController();
    const asking = bot.ask(QUESTION, { signal: withdrawal.signal });
    await expect.poll(server.streaming, PATIENCE).toBe(1);
    withdrawal.abort(new Error('the question was withdrawn'));
    await expect(asking).rejects.toThrow('the question was withdrawn');
    await expect.poll(server.streaming, PATIENCE).toBe(0);
    expect(failures).toEqual([]);
  });
});

describe('several questions in the words of a chat model', () => {
  const message = 'چه کسانی به این دیدار پیوستند و چند درصد خاک سوریه در کنترل دولت است؟';

  it('are written one by one, and only those that are answered', async () => {
    const asked: string[] = [];
    behave = (request) => {
      if (request.data.passages === undefined) return { kind: 'reply', text: '{}' };
      asked.push(request.data.question);
      const holds = request.data.question.includes('درصد');
      return holds
        ? replyOf(request, [{ sentence: TRUE_SENTENCE, quote: CONTROL }])
        : { kind: 'reply', text: '{"claims": []}' };
    };
    const drafts: string[] = [];
    const onDraft = ({ text }: { text: string }) => drafts.push(text);
    const answer = await bot.ask(`${message} قیمت طلا چقدر شد؟`, { onDraft });
    expect(() => Answer.parse(answer)).not.toThrow();
    expect(asked).toHaveLength(2);
    expect(asked.join()).not.toContain('طلا');
    const [first, second, third] = answer.text.split('\n');
    expect(first).toContain('پیوستند. [1]');
    expect(second).toBe(`${TRUE_SENTENCE} [2]`);
    expect(third).toContain('قیمت طلا');
    expect(answer.mode).toBe('generated');
    expect(answer.citations.map(({ marker }) => marker)).toEqual([1, 2]);
    // A draft has what stands already above it.
    expect(drafts).toEqual([`${first}\n${second}`]);
  });
});
