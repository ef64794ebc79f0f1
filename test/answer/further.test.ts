import { describe, expect, test } from 'vitest';
import { quotesToSay } from '../../src/answer/further.js';
import type { Evidence } from '../../src/answer/read-passages.js';

/** What a quote of a paragraph holds: its words, those of them that answer, and how well they do. */
interface Said {
  readonly quote: string;
  readonly words: string;
  readonly score?: number;
  /** The share of the question's weight that the quote holds. */
  readonly covers?: number;
}

/** Evidence that stands in a paragraph's text. */
function within(paragraph: number, text: string, said: Said): Evidence {
  const { quote, words, score = 2, covers = 1 } = said;
  const [start, answer] = [text.indexOf(quote), text.indexOf(words)];
  const passage = {
    id: paragraph,
    articleId: 'الف',
    paragraph,
    start: 0,
    end: text.length,
    text,
    title: 'دیدار',
    speaker: null,
    date: null,
    source: null,
    url: null,
  };
  return {
    passage,
    start,
    end: start + quote.length,
    quote,
    answer: { start: answer, end: answer + words.length },
    pair: 'same',
    features: { margin: 1, sentenceCoverage: covers } as Evidence['features'],
    score,
  };
}

/** Evidence whose passage is one sentence. */
const evidence = (paragraph: number, quote: string, words: string, score = 2) =>
  within(paragraph, quote, { quote, words, score });

const said = (all: readonly Evidence[]) =>
  quotesToSay(all, () => false).map(({ passage }) => passage.paragraph);

const quoted = (text: string, ...all: readonly Said[]) =>
  quotesToSay(
    all.map((one) => within(1, text, one)),
    () => false,
  ).map(({ quote }) => quote);

const minister = evidence(3, 'دکتر فیصل مقداد وزیر امور خارجه به دیدار پیوست.', 'فیصل مقداد', 2);

test('another answer from another paragraph is not said beside the best one', () => {
  const other = evidence(2, 'اسد با ولادیمیر پوتین دیدار کرد.', 'ولادیمیر پوتین', 1.9);
  expect(said([minister, other])).toEqual([3]);
});

test('the same answer in other words is said too', () => {
  const again = evidence(5, 'مقداد، وزیر خارجه سوریه، سخن گفت.', 'مقداد', 1.9);
  expect(said([minister, again])).toEqual([3, 5]);
});

describe('answers that differ in a number, a day or a place are two answers', () => {
  test.each([
    [
      'دولت سوریه ۹۰ درصد خاک کشور را در اختیار دارد.',
      '۹۰ درصد',
      'دولت سوریه ۶۵ درصد خاک کشور را در اختیار دارد.',
      '۶۵ درصد',
    ],
    [
      'در زلزله سرپل ذهاب ۶۲۰ نفر جان باختند.',
      '۶۲۰ نفر',
      'شمار جان‌باختگان ۵۳۰ نفر است.',
      '۵۳۰ نفر',
    ],
    ['شمار جان‌باختگان ۵۳۰ نفر است.', '۵۳۰ نفر', 'صدها نفر جان باختند.', 'صدها نفر'],
    ['۵ کیلومتر پیش رفتند.', '۵ کیلومتر', 'پنج هکتار را گرفتند.', 'پنج هکتار'],
    ['نشست ۱۲ مرداد برگزار شد.', '۱۲ مرداد', 'نشست ۱۲ شهریور برگزار شد.', '۱۲ شهریور'],
    ['گفت‌وگو با ایران و روسیه بود.', 'ایران و روسیه', 'گفت‌وگو با ایران و چین بود.', 'ایران و چین'],
    ['وزیر خارجه سوریه آمد.', 'وزیر خارجه سوریه', 'رئیس‌جمهور سوریه آمد.', 'رئیس‌جمهور سوریه'],
    ['وزیر راه گفت.', 'وزیر راه', 'وزیر بهداشت گفت.', 'وزیر بهداشت'],
    ['قُتل ٤٥ شخصا في الزلزال.', '٤٥ شخصا', 'قُتل ٣٠ شخصا في الزلزال.', '٣٠ شخصا'],
    ['قُتل ٤٥ شخصا في الزلزال.', '٤٥ شخصا', 'قُتل نحو شخص واحد.', 'شخص'],
    ['The quake killed 620 people.', '620 people', 'It killed 530 people.', '530 people'],
    ['The quake killed 620 people.', '620 people', 'Many people died.', 'Many people'],
  ])('%s %s / %s %s', (one, words, other, otherWords) => {
    expect(said([evidence(1, one, words), evidence(2, other, otherWords)])).toEqual([1]);
  });
});

describe('answers that agree are said together, however they are written', () => {
  test.each([
    ['دولت ۹۰ درصد خاک را در اختیار دارد.', '۹۰ درصد', 'نود درصد خاک آزاد شد.', 'نود درصد خاک'],
    ['۶۲۰ نفر جان باختند.', '۶۲۰ نفر', '۶۲۰ کشته و ۱۲۰۰ زخمی.', '۶۲۰ کشته و ۱۲۰۰ زخمی'],
    ['۲/۵ میلیون تن است.', '۲/۵ میلیون تن', 'دو و نیم میلیون تن است.', 'دو و نیم میلیون تن'],
    ['نشست در مرداد است.', 'مرداد', 'نشست ۱۲ مرداد برگزار شد.', '۱۲ مرداد'],
    ['نشست در دمشق است.', 'دمشق', 'نشست در شهر دمشق است.', 'شهر دمشق'],
    ['دلیلش افزایش قیمت است.', 'افزایش قیمت', 'از افزایش قیمت گفت.', 'افزایش قیمت'],
    ['قُتل ٤٥ شخصا.', '٤٥ شخصا', 'عدد القتلى ٤٥.', '٤٥'],
    ['It killed 620 people.', '620 people', 'The toll is 620.', '620'],
  ])('%s %s / %s %s', (one, words, other, otherWords) => {
    expect(said([evidence(1, one, words), evidence(2, other, otherWords)])).toEqual([1, 2]);
  });
});

describe('in one paragraph', () => {
  const vaccines = 'واکسن اسپوتنیک رسید. Sputnik Light هم رسید. فردا باران می‌بارد.';
  const first = { quote: 'واکسن اسپوتنیک رسید.', words: 'اسپوتنیک' };
  const light = { quote: 'Sputnik Light هم رسید.', words: 'Sputnik Light' };
  const last = { quote: 'فردا باران می‌بارد.', words: 'باران' };

  test('the sentence that goes on is said too, unless it is much less likely', () => {
    expect(quoted(vaccines, first, { ...light, score: 1.5 })).toEqual([first.quote, light.quote]);
    expect(quoted(vaccines, first, { ...light, score: 0 })).toEqual([first.quote]);
  });

  test('several that are asked for are said, each in the sentence after another', () => {
    const text = 'لاوروف در نشست مسکو شرکت کرد. مقداد نیز در نشست مسکو شرکت کرد.';
    const [one, other] = [
      { quote: 'لاوروف در نشست مسکو شرکت کرد.', words: 'لاوروف' },
      { quote: 'مقداد نیز در نشست مسکو شرکت کرد.', words: 'مقداد' },
    ];
    expect(quoted(text, one, other)).toEqual([one.quote, other.quote]);
    expect(quoted(text, other, one)).toEqual([other.quote, one.quote]);
  });

  test('another answer is not, where its sentence says nothing of what was asked', () => {
    const text =
      'ابومحمد جولانی در پیام ویدئویی مدعی شد: «ارتش سوریه فرو پاشید. فرمانده لشکر چهارم در درعا کشته شد.';
    const killed = { quote: 'فرمانده لشکر چهارم در درعا کشته شد.', words: 'فرمانده لشکر چهارم' };
    const claims = {
      quote: 'ابومحمد جولانی در پیام ویدئویی مدعی شد: «ارتش سوریه فرو پاشید.',
      words: 'ابومحمد جولانی',
      covers: 0,
    };
    expect(quoted(text, killed, claims)).toEqual([killed.quote]);
  });

  test('another answer is not, where a sentence stands between', () => {
    expect(quoted(vaccines, first, last)).toEqual([first.quote]);
  });

  test('a sentence of the best quote is not said again', () => {
    const text = 'رئیس‌جمهور سوریه به مسکو رفت. او با پوتین دیدار کرد.';
    const both = { quote: text, words: 'مسکو رفت. او' };
    const second = { quote: 'او با پوتین دیدار کرد.', words: 'پوتین' };
    expect(quoted(text, both, second)).toEqual([text]);
    expect(quoted(text, second, both)).toEqual([second.quote]);
  });
});

test('quotes at the same place of two paragraphs are both said', () => {
  const again = evidence(5, 'مقداد، وزیر خارجه سوریه، سخن گفت.', 'مقداد', 1.9);
  expect([again.start, minister.start]).toEqual([0, 0]);
  expect(said([minister, again])).toEqual([3, 5]);
});
