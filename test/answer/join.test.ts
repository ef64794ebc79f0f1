import { describe, expect, test } from 'vitest';
import { type Asked, joined, soFar } from '../../src/answer/join.js';
import type { Answer, Citation } from '../../src/answer/schema.js';

function citation(
  marker: number,
  paragraph: number,
  start = 0,
  quote = `بند ${paragraph}.`,
): Citation {
  return {
    marker,
    articleId: 'خبر',
    title: 'تیتر',
    source: null,
    date: null,
    url: null,
    paragraph,
    quote,
    start,
    end: start + quote.length,
    answer: null,
    alsoReportedBy: [],
  };
}

function asked(
  question: string,
  citations: readonly Citation[],
  more: Partial<Answer> = {},
): Asked {
  const answer: Answer = {
    question,
    understood: null,
    filter: null,
    language: 'fa',
    answered: citations.length > 0,
    text: citations.length > 0 ? '' : 'پاسخی نیست.',
    confidence: 0.9,
    mode: 'extractive',
    citations,
    nearest: [],
    timings: {},
    ...more,
  };
  return { question: { text: question, whole: question }, answer };
}

const MESSAGE = 'کجا بود و چقدر شد؟';

describe('answers put together', () => {
  test('are numbered as one, as sure as the least sure of those that answer', () => {
    const answer = joined(MESSAGE, [
      asked('کجا بود؟', [citation(1, 4), citation(2, 2)], { confidence: 0.7 }),
      asked('چقدر شد؟', [citation(1, 9)]),
      asked('چرا؟', [], { confidence: 0.1 }),
    ]);
    expect(answer.text).toBe('بند 4. [1]\nبند 2. [2]\nبند 9. [3]\n«چرا؟»: پاسخی نیست.');
    expect(answer.citations.map(({ marker, paragraph }) => [marker, paragraph])).toEqual([
      [1, 4],
      [2, 2],
      [3, 9],
    ]);
    expect(answer.confidence).toBe(0.7);
    expect(answer.parts?.map(({ markers }) => markers)).toEqual([[1, 2], [3], []]);
  });

  test('say once what answers two, also where one quotes less of it', () => {
    const answer = joined(MESSAGE, [
      asked('کجا بود؟', [citation(1, 4, 0, 'نشست در مسکو بود. تجارت دو برابر شد.')]),
      asked('چقدر شد؟', [citation(1, 4, 18, 'تجارت دو برابر شد.')]),
    ]);
    expect(answer.citations).toHaveLength(1);
    expect(answer.text.match(/\[\d\]/g)).toEqual(['[1]']);
    expect(answer.parts?.map(({ markers }) => markers)).toEqual([[1], [1]]);
  });

  test("keep a chat model's sentences with their markers moved on", () => {
    const written = { mode: 'generated', text: 'یک [1]\nدو [2][1]' } as const;
    const answer = joined(MESSAGE, [
      asked('کجا بود؟', [citation(1, 4)]),
      asked('چقدر شد؟', [citation(1, 7), citation(2, 8)], written),
    ]);
    expect(answer.text).toBe('بند 4. [1]\nیک [2]\nدو [3][2]');
    expect(answer.mode).toBe('generated');
  });

  test('say a quote once that answers one question and is said by a chat model to another', () => {
    const written = { mode: 'generated', text: 'بند 4. [1]\nدو [2]' } as const;
    const answer = joined(MESSAGE, [
      asked('کجا بود؟', [citation(1, 4)]),
      asked('چقدر شد؟', [citation(1, 4), citation(2, 8)], written),
    ]);
    expect(answer.text).toBe('بند 4. [1]\nدو [2]');
    expect(answer.parts?.map(({ markers }) => markers)).toEqual([[1], [1, 2]]);
  });

  test('decline with what came nearest where none answers', () => {
    const nearest = [{ articleId: 'خبر', title: 'تیتر', paragraph: 3 }];
    const answer = joined(MESSAGE, [
      asked('کجا بود؟', [], { confidence: 0.1 }),
      asked('چقدر شد؟', [], { confidence: 0.3, nearest }),
    ]);
    expect(answer).toMatchObject({
      question: MESSAGE,
      answered: false,
      text: 'پاسخی نیست.',
      nearest,
    });
  });

  test('name a declined question without markers and in one line', () => {
    const answer = joined(MESSAGE, [asked('کجا؟', [citation(1, 4)]), asked('چند\nشد [1]؟', [])]);
    expect(answer.text.split('\n')).toEqual(['بند 4. [1]', '«چند شد (1)؟»: پاسخی نیست.']);
  });

  test('tell of a question with the subject that it took over', () => {
    const one = asked('اسد چه گفت؟', [citation(1, 4)]);
    const other = asked('از چه تشکر کرد؟', [citation(1, 5)]);
    const whole = 'اسد از چه تشکر کرد؟';
    const taken = { ...other, question: { ...other.question, whole } };
    const answer = joined(MESSAGE, [one, taken]);
    expect(answer.parts?.map(({ understood }) => understood)).toEqual([null, whole]);
    expect(answer.understood).toBe(`اسد چه گفت؟ ${whole}`);
  });
});

test('a draft stands below what is answered already', () => {
  const draft = { text: 'نیمی [1]', citations: [citation(1, 7)] };
  const written = soFar([asked('کجا بود؟', [citation(1, 4)])], draft);
  expect(written.text).toBe('بند 4. [1]\nنیمی [2]');
  expect(written.citations).toHaveLength(2);
});
