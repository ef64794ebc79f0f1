import { describe, expect, test } from 'vitest';
import { questionsOf } from '../../src/language/questions-of.js';

const textsOf = (message: string) => questionsOf(message).map(({ text }) => text);
const wholesOf = (message: string) => questionsOf(message).map(({ whole }) => whole);

describe('Persian questions joined by «و» are taken apart', () => {
  test.each([
    ['موزه کجا ساخته شد و چند بازدیدکننده دارد؟', 'موزه کجا ساخته شد؟', 'چند بازدیدکننده دارد؟'],
    ['قرارداد کی امضا شد و ارزش آن چقدر بود؟', 'قرارداد کی امضا شد؟', 'ارزش آن چقدر بود؟'],
    // Glued, with Arabic letters, without a mark, with half-spaces.
    ['وزير چه گفت وکدام كشورها كمك فرستادند', 'وزير چه گفت', 'کدام كشورها كمك فرستادند'],
    ['سد کجا ساخته شد وهزینه آن چقدر بود؟', 'سد کجا ساخته شد؟', 'هزینه آن چقدر بود؟'],
    [
      'زلزله کجا رخ داده‌است و چند نفر کشته شده‌اند؟',
      'زلزله کجا رخ داده‌است؟',
      'چند نفر کشته شده‌اند؟',
    ],
    ['رییس مجلس کیه و چی میگه؟', 'رییس مجلس کیه؟', 'چی میگه؟'],
    ['تیم ملی کجا بازی می کند و مربی اش کیست؟', 'تیم ملی کجا بازی می کند؟', 'مربی اش کیست؟'],
    ['وزیر به کجا سفر کرد، و چه قراردادی امضا شد؟', 'وزیر به کجا سفر کرد؟', 'چه قراردادی امضا شد؟'],
  ])('%s', (message, first, second) => {
    expect(textsOf(message)).toEqual([first, second]);
  });

  test('three of them, the first by a comma', () => {
    expect(textsOf('جشنواره کجا برگزار شد، چه کسانی آمدند و چند فیلم نمایش داده شد؟')).toEqual([
      'جشنواره کجا برگزار شد؟',
      'چه کسانی آمدند؟',
      'چند فیلم نمایش داده شد؟',
    ]);
  });
});

describe('Arabic and English questions that are joined are taken apart', () => {
  test.each([
    ['أين وقع الزلزال وكم عدد القتلى؟', 'أين وقع الزلزال؟', 'كم عدد القتلى؟'],
    ['ما اسم الوزير الجديد ومتى تولى الوزارة؟', 'ما اسم الوزير الجديد؟', 'متى تولى الوزارة؟'],
    ['من هو رئيس الوفد وما الاتفاقات التي وقعها؟', 'من هو رئيس الوفد؟', 'ما الاتفاقات التي وقعها؟'],
    ['كم بلغت الصادرات ولماذا انخفضت الأسعار؟', 'كم بلغت الصادرات؟', 'لماذا انخفضت الأسعار؟'],
    [
      'Where did the quake strike, and how many people died?',
      'Where did the quake strike?',
      'how many people died?',
    ],
    [
      'In which city was the fair held and what companies took part?',
      'In which city was the fair held?',
      'what companies took part?',
    ],
  ])('%s', (message, first, second) => {
    expect(textsOf(message)).toEqual([first, second]);
  });
});

describe('sentences that each ask are taken apart', () => {
  test.each([
    ['سد کجا ساخته شد؟ هزینه ساخت چقدر بود؟', 2],
    ['سد کجا ساخته شد؟هزینه ساخت چقدر بود؟', 2],
    ['سد کجا ساخته شد\nهزینه ساخت چقدر بود', 2],
    ['Where was the dam built? How much did the work cost?', 2],
    ['أين بني السد؟ كم كلفة بناء السد؟', 2],
    ['سد کجا ساخته شد و چه کسی آن را ساخت؟ هزینه ساخت چقدر بود؟', 3],
  ])('%s', (message, count) => {
    expect(questionsOf(message)).toHaveLength(count);
  });
});

describe('what is one question stays as it was typed', () => {
  test.each([
    'چه کسی و کی این حرف را گفت؟',
    'چه چیزها و چه کسانی در نمایشگاه بودند؟',
    'چرا و چگونه کارخانه تعطیل شد؟',
    'نمایشگاه در چه سالی و در کجا برگزار شد؟',
    'وزیران ایران و عراق کجا دیدار کردند؟',
    'درباره چه گفت و گو شد؟',
    'در گفت و گو با خبرنگاران چه گفت و گویی شد؟',
    'خرید و فروش ارز کجا انجام می‌شود؟',
    'چه کسی گفت که قیمت‌ها بالا رفت و مردم چه می‌خواهند؟',
    'هر چه وزیر گفت و هر چه مجلس خواست چه بود؟',
    'اولین جنگ چین و ژاپن چه زمانی بود؟',
    'در چند سال گذشته چه سدی ساخته شد و در چند شهر برق آمد؟',
    'چه بخواهیم و چه نخواهیم قیمت بالا می‌رود؟',
    'وزیر چرا استعفا داد؟ چرا؟',
    'وزیر چرا می‌گه کار جلو نمی‌ره؟ مشکلش چیه؟',
    'سلام. وزیر کجا رفت؟',
    'آلبوم وقتی همه می‌خوابیم، کجا می‌ریم؟ در چه تاریخی بیرون آمد؟',
    'سوزان کی. بل در کدام موزه کار می‌کند؟',
    'آیا تورم بالا رفت؟ وزیر چه گفت؟',
    'متى وأين وقع الزلزال؟',
    'كيف ولماذا انتهت الحرب؟',
    'ما هي المدن وما حولها من القرى؟',
    'من قتل ومن جرح؟',
    'When and where was the fair held?',
    'What and how much was exported?',
    'Who are Grant and Lee?',
    'Which rivers and which lakes dried up?',
    'Who is the man who built the dam and who later became minister?',
    'Which company was founded in 1999 and which was sold later?',
    'When many people are arrested, what is done?',
    'What happened in the year when the war began and when it ended?',
    'vazir koja raft va che goft?',
  ])('%s', (message) => {
    expect(questionsOf(message)).toEqual([{ text: message, whole: message }]);
  });

  test('more than three are one, as nobody knows which matter', () => {
    const message = 'کجا برگزار شد؟ چه کسانی آمدند؟ هزینه چقدر بود؟ نام جشنواره چیست؟';
    expect(textsOf(message)).toEqual([message]);
  });
});

describe('a question without a subject takes over that of the one before it', () => {
  test.each([
    ['روحانی تورم را چگونه توصیف کرد و از چه کسی انتقاد کرد؟', 'روحانی از چه کسی انتقاد کرد؟'],
    ['وزیر خارجه عراق با که دیدار کرد و به چه شهری رفت؟', 'وزیر خارجه عراق به چه شهری رفت؟'],
    ['كيف وصف ماكرون الأزمة وعلى ماذا شكر الشعب؟', 'على ماذا شكر ماكرون الشعب؟'],
    ['كيف وصف ماكرون الأزمة وبماذا وعد فرنسا في الخطاب؟', 'بماذا وعد ماكرون فرنسا في الخطاب؟'],
    ['ماکرون کجا رفت؟ به چه کسی تبریک گفت؟', 'ماکرون به چه کسی تبریک گفت؟'],
    ['ماکرون کجا رفت و او چه گفت؟', 'ماکرون چه گفت؟'],
    ['ماکرون کیست و نظر او درباره مالیات چه بود؟', 'نظر ماکرون درباره مالیات چه بود؟'],
    ['ماکرون کیست و نظرش درباره مالیات چیست؟', 'ماکرون نظرش درباره مالیات چیست؟'],
    ['كيف وصف ماكرون الأزمة وماذا قال عن الضرائب؟', 'ماذا قال ماكرون عن الضرائب؟'],
    [
      'How did Macron describe the crisis and what did he say about taxes?',
      'what did Macron say about taxes?',
    ],
    ['What did Macron say and what is his view on taxes?', "what is Macron's view on taxes?"],
  ])('%s', (message, whole) => {
    expect(wholesOf(message)[1]).toBe(whole);
  });

  test.each([
    'روحانی با چه کسی دیدار کرد و قیمت نفت چقدر شد؟',
    'وزیر چه گفت و کدام کشورها کمک فرستادند؟',
    'سد کجا ساخته شد و چند نفر کشته شدند؟',
    'What did Macron say and how many people voted?',
    'ماذا قال ماكرون وما عدد الناخبين؟',
  ])('one that has its own stays: %s', (message) => {
    const [, second] = questionsOf(message);
    expect(second?.whole).toBe(second?.text);
  });

  test.each([
    'چه کسی به مسکو رفت و از چه خوشحال بود؟',
    'Who went to Moscow and what did they discuss?',
    'من زار موسكو وماذا قال عن الحرب؟',
  ])('where nobody is named it is not taken apart: %s', (message) => {
    expect(questionsOf(message)).toHaveLength(1);
  });

  test('what is said of someone named before in the conversation is taken apart', () => {
    const message = 'با چه کسی دیدار کرد و از چه خوشحال بود؟';
    expect(questionsOf(message)).toHaveLength(1);
    expect(questionsOf(message, true)).toHaveLength(2);
  });
});

describe('what looks joined and is one question stays as it is', () => {
  test.each([
    // Titles and what somebody asked.
    'فیلم «چه کسی آمد و چه گفت» را چه کسی ساخت؟',
    'فیلم «کی و کجا» را چه کسی ساخت و کی اکران شد؟',
    'کتاب "چه کردیم و چه شد" کی منتشر شد؟',
    // What is asked is told.
    'پوتین گفت کشورش چه کرد و چه خواهد کرد؟',
    'رئیس جمهور پرسید چرا کسی نیامد و چه شد؟',
    // A clause that tells of the one before it.
    'What did the minister, who visited Moscow, say?',
    'What did the mayor tell the minister, who visited Moscow?',
    'Where is the ship, which sank in May?',
    // Either of two.
    'پوتین به اسد چه گفت و او چه پاسخ داد؟',
    'پوتین با چه کسی دیدار کرد و به او چه گفت؟',
    'When did Putin meet Assad and what did he thank him for?',
    'What did Putin say to Assad and what did he reply?',
    'أين التقى لافروف المقداد وماذا قال له؟',
    // Nobody can tell whose it is.
    'آنچه در مسکو گذشت چه بود و چه اهمیتی دارد؟',
    'Where was the new president born and what did he study?',
  ])('%s', (message) => {
    expect(textsOf(message)).toEqual([message]);
  });
});

test.each([
  ['سلام، پوتین کی آمد و چه گفت؟', 'پوتین چه گفت؟'],
  ['ببخشيد، اسد كی به مسكو رفت و از چه تشكر كرد؟', 'اسد از چه تشكر كرد؟'],
])('a greeting is nobody who does what is asked: %s', (message, second) => {
  expect(wholesOf(message)[1]).toBe(second);
});

test('whom something is said to is not who says it', () => {
  expect(wholesOf('متى زار بوتين دمشق وماذا قال للأسد؟')[1]).toBe('ماذا قال بوتين للأسد؟');
});

test.each(['گفت و گوی پوتین و اسد کجا برگزار شد و چه نتیجه‌ای داشت؟', 'Who won, and who lost?'])(
  'still two: %s',
  (message) => {
    expect(textsOf(message)).toHaveLength(2);
  },
);
