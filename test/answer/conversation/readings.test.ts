import { beforeAll, describe, expect, test } from 'vitest';
import { type Background, readBackground } from '../../../src/answer/background.js';
import { leaningOf } from '../../../src/answer/conversation/leaning.js';
import { readingsOf } from '../../../src/answer/conversation/readings.js';
import type { Turn } from '../../../src/answer/conversation/turn.js';
import { readConfig } from '../../../src/config.js';
import { readPack } from '../../../src/models/pack.js';
import { turnOf } from './turns.js';

let background: Background;
beforeAll(async () => {
  background = await readBackground(await readPack(readConfig({}).packFolder));
});

describe('how much a question leans on the conversation', () => {
  test.each([
    ['پوتین درباره واکسن چه گفت؟', 'alone'],
    ['وزیر امور خارجه سوریه کیست؟', 'alone'],
    ['What percentage of Syria does the government control?', 'alone'],
    ['كم بالمئة من الأراضي السورية تسيطر عليها الحكومة؟', 'alone'],
    ['در چه سالی آغاز شد؟', 'open'],
    ['این محاصره را پوتین چگونه توصیف کرد؟', 'open'],
    ['چرا؟', 'dependent'],
    ['و چرا؟', 'dependent'],
    ['او در کجا کار کرد؟', 'dependent'],
    ['نام دیگر آن چیست؟', 'dependent'],
    ['ولماذا؟', 'dependent'],
    ['Why?', 'dependent'],
    ['And where was it?', 'dependent'],
    ['وأين؟', 'dependent'],
    ['وکجا؟', 'dependent'],
    ['چجوری؟', 'dependent'],
    ['چجوری پوتین به تهران رفت؟', 'alone'],
    ['ایشون کجا رفت؟', 'dependent'],
    ['Who said that?', 'dependent'],
    ['Who said that Putin met Assad?', 'alone'],
  ])('«%s»: %s', (question, leaning) => {
    expect(leaningOf(background, question)).toBe(leaning);
  });
});

describe('how a question may be read', () => {
  const readings = (question: string, turns: readonly Turn[]) =>
    readingsOf(background, question, turns).map(({ text }) => text);
  const vaccines = turnOf('واکسن‌های اسپوتنیک به کجا ارسال شد؟', 'vaccines');

  test('without a conversation, as it stands', () => {
    expect(readings('و کجا؟', [])).toEqual(['و کجا؟']);
  });

  test('that names its subject, as it stands whatever was said before', () => {
    const question = 'رئیس جمهور سوریه در مسکو با چه کسی دیدار کرد؟';
    expect(readings(question, [vaccines])).toEqual([question]);
  });

  test('that only points back, with the words of the subject and in no other way', () => {
    const [inContext, ...others] = readingsOf(background, 'چند نوع از آن هست؟', [vaccines]);
    expect(inContext?.text).toMatch(/^چند نوع از آن هست .*اسپوتنیک.*؟$/u);
    expect(inContext?.understood).toBe(inContext?.text);
    expect(others).toEqual([]);
  });

  test('that may stand alone, with the words of the subject and then as it stands', () => {
    const question = 'در چه سالی آغاز شد؟';
    const [inContext, alone] = readings(question, [vaccines]);
    expect(inContext).toContain('اسپوتنیک');
    expect(alone).toBe(question);
  });

  test('a word that the question has is not carried', () => {
    const [text = ''] = readings('آن واکسن‌ها چند نوع بود؟', [vaccines]);
    expect(text.match(/واکسن/gu)).toHaveLength(1);
  });

  test('the subject lives on over follow-ups, and ends with a question that has its own', () => {
    const second = turnOf('چند نوع از آن هست؟', 'vaccines', 'چند نوع از آن هست اسپوتنیک؟');
    expect(readings('و کجا؟', [vaccines, second])[0]).toContain('اسپوتنیک');
    const other = turnOf('قرارداد گازی ترکمنستان چیست؟', 'gas');
    const [text = ''] = readings('و کجا؟', [vaccines, second, other]);
    expect(text).toContain('ترکمنستان');
    expect(text).not.toContain('اسپوتنیک');
  });

  test('a question that was declined is a subject too', () => {
    const declined = { ...turnOf('ترکمنستان کجاست؟', ''), answered: false, citations: [] };
    expect(readings('و کجا؟', [vaccines, declined])[0]).toContain('ترکمنستان');
  });

  test('in English and Arabic with the words of the same language', () => {
    const [english = ''] = readings('When?', [turnOf('Where did Sputnik vaccines arrive?', 'v')]);
    expect(english).toMatch(/^When .*Sputnik.*\?$/u);
    const [arabic = ''] = readings('ومتى؟', [turnOf('أين وصلت لقاحات سبوتنيك؟', 'v')]);
    expect(arabic).toMatch(/^ومتى .*سبوتنيك.*؟$/u);
  });
});
