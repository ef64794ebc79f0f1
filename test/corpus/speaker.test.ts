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
    ['بشار اسد در این دیدار از روسیه قدردانی کرد.', 'بشار اسد'],
    ['امانوئل مکرون از رأی مجلس ابراز تأسف کرد.', 'امانوئل مکرون'],
    ['جوزپ بورل از حمله به غزه انتقاد کرد.', 'جوزپ بورل'],
    ['استاندار یزد اضافه کرد: این رویه حاصل مدیریت غلط است.', 'استاندار یزد'],
    ['مجید صالح در مورد بازی می‌گوید: همه بازی‌ها سخت است.', 'مجید صالح'],
    ['به گفته حسین امیرعبداللهیان، این سفر مهم است.', 'حسین امیرعبداللهیان'],
    ['این را جو بایدن روز شنبه در کاخ سفید گفت.', 'جو بایدن'],
    ['«جان گارور» در گفت‌وگو با فارس گفت: این امر محتمل است.', 'جان گارور'],
    [
      'به گزارش فارس به نقل از روابط عمومی شورای شهر، معصومه ابتکار گفت: هوا پاک است.',
      'معصومه ابتکار',
    ],
    ['وأكد الرئيس الأسد أن سورية ماضية في محاربة الإرهاب.', 'الرئيس الأسد'],
  ])('%s', (paragraph, name) => {
    expect(mentionOfSpeaker(paragraph)).toEqual({ kind: 'named', name });
  });

  test.each([
    'وی افزود: تلاش ادامه دارد.',
    'او همچنین گفت: نه.',
    'وی در ادامه گفت: اما موانعی هست.',
    'به گفته وی دفاتر باز هستند.',
    'وی در پایان از مردم حلب تشکر کرد.',
    'این نماینده مجلس افزود: طرح آماده است.',
    'وأضاف أن العمل مستمر.',
  ])('a pronoun: %s', (paragraph) => {
    expect(mentionOfSpeaker(paragraph)).toEqual({ kind: 'pronoun' });
  });

  test.each([
    'در این آیین سرهنگ رضایی گفت: امنیت برقرار است.',
    'همزمان با سفر پوتین، اسد گفت: خوشحالم.',
    'به گفته قاسمی هر ۱۶ واحد دانشگاه آزاد باز است.',
  ])('no one, where the rules do not find the subject: %s', (paragraph) => {
    expect(mentionOfSpeaker(paragraph)).toBeNull();
  });

  test('no one, where nothing is reported', () => {
    expect(mentionOfSpeaker('در این اجلاس همکاری ارتش دو کشور بررسی شد.')).toBeNull();
  });
});

describe('«وی» after a paragraph that another stands in', () => {
  const between = (paragraph: string) =>
    resolveSpeakers([
      'ولادیمیر پوتین در آغاز این دیدار گفت: خوشحالم که شما را می‌بینم.',
      paragraph,
      'وی افزود: بازسازی شهر حلب سه سال طول می‌کشد.',
    ])[2];

  test.each([
    ['بشار اسد در این دیدار از روسیه قدردانی کرد.', 'بشار اسد'],
    ['به گفته حسین امیرعبداللهیان، این سفر مهم است.', 'حسین امیرعبداللهیان'],
    ['این را جو بایدن روز شنبه گفت.', 'جو بایدن'],
  ])('is whoever speaks there: %s', (paragraph, name) => {
    expect(between(paragraph)).toBe(name);
  });

  test.each([
    'بشار اسد روز دوشنبه وارد مسکو شد.',
    'در این دیدار، بشار اسد بر سر میز نشست.',
    'در این دیدار وزیر خارجه سوریه حضور داشت.',
    'دیدار دو ساعت ادامه یافت. مادلین آلبرایت نیز در آن بود.',
    'در این آیین سرهنگ رضایی گفت: امنیت برقرار است.',
    'به گفته قاسمی هر ۱۶ واحد دانشگاه آزاد باز است.',
    'خبرگزاری تاس اعلام کرد: دیدار پایان یافت.',
    'به گفته پزشکان فلسطینی، دو کودک زخمی شدند.',
  ])('is no one that is known: %s', (paragraph) => {
    expect(between(paragraph)).toBeNull();
  });

  test.each([
    'پوتین سال گذشته به دمشق سفر کرد.',
    'همکاری ارتش دو کشور در این اجلاس بررسی شد.',
    'این نشست دو ساعت ادامه داشت.',
    'وی در این دیدار هدیه‌ای گرفت.',
    'ما در کنار مردم سوریه هستیم.',
    '* بازسازی حلب',
    'این دیپلمات در مسکو ماند.',
  ])('is still the same where that names no one else: %s', (paragraph) => {
    expect(between(paragraph)).toBe('ولادیمیر پوتین');
  });

  test('is no one that is known in Arabic either, where another is named', () => {
    const [, , speaker] = resolveSpeakers([
      'وأكد الرئيس الأسد أن سورية ماضية في محاربة الإرهاب.',
      'وكان الرئيس بوتين قد استقبل الوفد في موسكو.',
      'وأضاف أن العمل مستمر.',
    ]);
    expect(speaker).toBeNull();
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
