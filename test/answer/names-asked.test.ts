import { beforeAll, describe, expect, test } from 'vitest';
import { type Background, readBackground } from '../../src/answer/background.js';
import { knownNames, namesAsked } from '../../src/answer/names-asked.js';
import { namesLackedBy } from '../../src/answer/names-held.js';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';

let background: Background;
beforeAll(async () => {
  background = await readBackground(await readPack(readConfig({}).packFolder));
});

function written(question: string): readonly string[] {
  return namesAsked(background, question).map((row) => row.map((word) => word.written).join(' '));
}

function lacked(question: string, text: string): readonly string[] {
  return namesLackedBy(text, namesAsked(background, question)).map((row) =>
    row.map((word) => word.written).join(' '),
  );
}

describe('the names of a question', () => {
  test.each([
    ['به گفته بایدن، پناهندگان کجا رفتند؟', ['بایدن']],
    ['نظر جورج بوش درباره تحریم چیست؟', ['جورج بوش']],
    ['اسد و پوتين در مسكو چه گفتند', ['اسد', 'پوتين', 'مسكو']],
    ['پرسپولیس چند بر صفر برد؟', ['پرسپولیس']],
    ['كيف وصف ماكرون الحصار؟', ['ماكرون']],
    ['لماذا هنأ بوتين ترامب؟', ['بوتين', 'ترامب']],
    ['What did Emmanuel Macron say in Baghdad?', ['Emmanuel Macron', 'Baghdad']],
    ["What does Putin think of Assad's election?", ['Putin']],
    ['teramp dar mored tahrim chi goft', ['teramp']],
  ])('%s', (question, names) => {
    expect(written(question)).toEqual(names);
  });

  test.each([
    'خطیب جمعه درباره چه گفت؟',
    'در سال ۲۰۲۰ میلادی چه شد؟',
    'علی چه کرد؟',
    'وزیر خارجه روسیه چه گفت؟',
    'ما موقف الرئيس من أكبر مدينة في سوريا؟',
    'What did the Supreme Leader say about the Red Crescent?',
    'Which countries asked the UN Security Council to meet?',
    'what do both parties agree to bring poultry farms in the fourth quarter',
  ])('are not what is another word, is translated or has a rule of its own: %s', (question) => {
    expect(written(question)).toEqual([]);
  });
});

describe('a known name', () => {
  const known = (question: string) => knownNames(namesAsked(background, question)).length;

  test.each([
    'What did Macron say?',
    "What does Putin think of Biden's plan?",
    'به گفته پوتین چه شد؟',
    'ماذا قال أردوغان؟',
  ])('is one in every script: %s', (question) => {
    expect(known(question)).toBeGreaterThan(0);
  });

  test.each([
    'What did the Kurds want in the north?',
    'How long did the meeting in Brussels last?',
    'How much growth did the International Monetary Fund predict?',
    'How many museums will the Ministry of Culture reopen?',
    'How Much Growth Did The Fund Predict For The Region?',
    'How many drones did Hezbollah send?',
    'پزشکان توصیه کردند مردم چند روز در خانه بمانند؟',
    'هند در چه سالی استقلال یافت؟',
    'چند مهاجر در انفجار کشته شدند؟',
    'در آستانه عید چه شد؟',
  ])('is not what may be translated, or is another word: %s', (question) => {
    expect(known(question)).toBe(0);
  });
});

describe('an article that holds a name', () => {
  test.each([
    ['به گفته پوتین چه شد؟', 'ولادیمیر پوتین در مسکو سخن گفت.'],
    ['What did Vladimir Putin say?', 'پوتین در مسکو سخن گفت.'],
    ['What did Ahmadinejad say?', 'احمدی‌نژاد گفت.'],
    ['ماذا قال بوتين؟', 'پوتین در مسکو سخن گفت.'],
    ['ماذا قال لافروف؟', 'سرگئی لاوروف در مسکو سخن گفت.'],
    ['ماذا قال زيلينسكي؟', 'زلنسکی در کی‌یف سخن گفت.'],
    ['زلنسكي چه گفت؟', 'زلنسکی سخن گفت.'],
    ['teramp chi goft', 'دونالد ترامپ گفت.'],
    ['Who spoke in Hamadan?', 'امام جمعه همدان گفت.'],
    ['Who spoke in Qazvin?', 'استاندار قزوین گفت.'],
    ['جورج بوش چه گفت؟', 'رئیس جمهور بوش گفت.'],
    ['فرماندار سلیمانیه کیست؟', 'فرماندار السلیمانیه گفت.'],
    ['What did Nasrallah say?', 'سید حسن نصرالله گفت.'],
  ])('in whatever spelling or script: %s', (question, text) => {
    expect(written(question)).not.toEqual([]);
    expect(lacked(question, text)).toEqual([]);
  });

  test('and one that names the country whose capital stands for it', () => {
    expect(lacked('تهران درباره خط لوله چه خواست؟', 'ایران خواستار مذاکره شد.')).toEqual([]);
    expect(lacked('What has Ankara shipped to Syria?', 'ترکیه به سوریه کمک فرستاد.')).toEqual([]);
    expect(lacked('What has Ankara shipped to Syria?', 'روسیه به سوریه کمک فرستاد.')).toEqual([
      'Ankara',
    ]);
  });

  test.each([
    ['به گفته بایدن چه شد؟', 'ولادیمیر پوتین گفت.', 'بایدن'],
    ['What did Biden say about Syria?', 'پوتین از سوریه گفت.', 'Biden'],
    ['ماذا قال أردوغان عن سوريا؟', 'پوتین از سوریه گفت.', 'أردوغان'],
    ['شهردار حلب چه گفت؟', 'شهردار حمص گفت.', 'حلب'],
    ['محمود احمدی‌نژاد چه گفت؟', 'محمد خاتمی گفت.', 'محمود احمدی'],
    ['شهردار عفرین چه گفت؟', 'شهردار از نقش‌آفرینی مردم گفت.', 'عفرین'],
    ['افشین چه گفت؟', 'اوشین گفت.', 'افشین'],
    ['جورج اورول چه گفت؟', 'در آوریل گفت.', 'جورج اورول'],
  ])('but not one that names another: %s', (question, text, name) => {
    expect(lacked(question, text)).toEqual([name]);
  });
});
