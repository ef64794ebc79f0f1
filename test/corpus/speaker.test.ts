import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mentionOfSpeaker, resolveSpeakers } from '../../src/corpus/speaker.js';
import { readText } from '../../src/corpus/text-reader.js';
import { ROOT } from '../support/folders.js';

describe('who speaks', () => {
  test.each([
    ['رئیس جمهور اسد در آغاز این نشست، گفت: امروز خوشحالم.', 'رئیس جمهور اسد'],
    ['اسد خاطرنشان کرد: سوریه و روسیه به نتایج قابل توجهی دست یافتند.', 'اسد'],
    ['به نوبه خود، رئیس جمهور پوتین گفت: بسیار خوشحالم.', 'رئیس جمهور پوتین'],
    ['پوتین همچنین از ارسال واکسن‌ها به سوریه خبر داد و گفت: همکاری می‌کنیم.', 'پوتین'],
    ['رييس جمهور روسيه اظهار كرد: اميدوارم كمك كنيم.', 'رييس جمهور روسيه'],
    ['محمدجواد ظریف با اشاره به مذاکرات گفت: توافق نزدیک است.', 'محمدجواد ظریف'],
    ['به گزارش خبرگزاری فارس، رئیس پلیس تهران گفت: سرقت کاهش یافت.', 'رئیس پلیس تهران'],
    ['خبرگزاري فارس: وزير نفت گفت: توليد بيشتر شد.', 'وزير نفت'],
    ['علی احمدی امروز در جمع خبرنگاران گفت: طرح آماده است.', 'علی احمدی'],
    ['وأكد الرئيس الأسد أن سورية ماضية في محاربة الإرهاب.', 'الرئيس الأسد'],
  ])('%s', (paragraph, name) => {
    expect(mentionOfSpeaker(paragraph)).toEqual({ kind: 'named', name });
  });

  test.each([
    'وی افزود: تلاش ادامه دارد.',
    'او همچنین گفت: نه.',
    'وی در ادامه گفت: اما موانعی هست.',
    'وأضاف أن العمل مستمر.',
  ])('a pronoun: %s', (paragraph) => {
    expect(mentionOfSpeaker(paragraph)).toEqual({ kind: 'pronoun' });
  });

  test.each([
    'در این آیین سرهنگ رضایی گفت: امنیت برقرار است.',
    'همزمان با سفر پوتین، اسد گفت: خوشحالم.',
  ])('no one, where the rules do not find the subject: %s', (paragraph) => {
    expect(mentionOfSpeaker(paragraph)).toBeNull();
  });

  test('no one, where nothing is reported', () => {
    expect(mentionOfSpeaker('در این اجلاس همکاری ارتش دو کشور بررسی شد.')).toBeNull();
  });
});

test('«وی» belongs to whoever spoke last before it in the article', () => {
  const article = readText('seed', readFileSync(join(ROOT, 'corpus/seed-article.txt'), 'utf8'));
  const body = article.blocks.filter(({ role }) => role === 'body');
  const speakers = resolveSpeakers(body.map(({ text }) => text));
  const byParagraph = Object.fromEntries(
    body.map(({ paragraph }, index) => [paragraph, speakers[index]]),
  );
  expect(byParagraph).toMatchObject({
    2: null,
    10: 'اسد',
    12: 'رئیس جمهور اسد',
    15: 'رئیس جمهور پوتین',
    16: 'رئیس جمهور پوتین',
    19: 'پوتین',
  });
});
