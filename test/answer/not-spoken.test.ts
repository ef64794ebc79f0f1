import { beforeAll, expect, test } from 'vitest';
import { type Background, readBackground } from '../../src/answer/background.js';
import { namesAsked } from '../../src/answer/names-asked.js';
import { isNotSpokenBy, whoseWords } from '../../src/answer/not-spoken.js';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';

let background: Background;
beforeAll(async () => {
  background = await readBackground(await readPack(readConfig({}).packFolder));
});

const isDropped = (question: string, text: string, speaker: string | null = null) =>
  isNotSpokenBy(whoseWords(question, namesAsked(background, question)), { text, speaker });

const JOINED =
  'این نشست با دیدار طولانی دو رئیس جمهور آغاز شد و پس از آن دکتر فیصل مقداد وزیر امور خارجه و سیرگئی لاوروف وزیر دفاع روسیه نیز به این دیدار پیوستند.';

test.each([
  'لاوروف در این دیدار چه گفت؟',
  'در این دیدار لاوروف چه گفت؟',
  'در مسکو، لاوروف چی گفت',
  'لاوروف چي گفته؟',
  'لاوروف چی میگه درباره سوریه؟',
  'لاوروف درباره مبارزه با تروریسم چه اظهار داشت؟',
  'نظر لاوروف درباره سوریه چیست؟',
  'به گفته‌ی لاوروف این نشست چند ساعت طول کشید؟',
  'به گفتهٔ لاوروف چه کسی به دیدار پیوست؟',
  'از نظر لاوروف نشست چطور بود؟',
  'وزیر دفاع روسیه در این دیدار چه گفت؟',
  'What did Lavrov say in the meeting?',
  'What has Sergey Lavrov announced?',
  'What did Lavrov warn about?',
  'According to Lavrov, how long was the meeting?',
  "What was Lavrov's opinion of the meeting?",
  'lavrov chi goft',
  'lavrov dar in didar che goft?',
])('who only joins a meeting says nothing there: %s', (question) => {
  expect(isDropped(question, JOINED)).toBe(true);
});

test.each([
  'چه کسی گفت لاوروف به دیدار پیوست؟',
  'کی گفته لاوروف اومد؟',
  'کی به دیدار پیوست؟',
  'لاوروف کی به دیدار پیوست؟',
  'درباره لاوروف چه گفته شد؟',
  'Who said that Lavrov joined the meeting?',
  'When did Lavrov join the meeting?',
  'من قال إن لافروف انضم إلى اللقاء؟',
  'سخنگوی روسیه در این دیدار چه گفت؟',
  'روسیه در این دیدار چه گفت؟',
])('a question for no words of theirs is answered from it: %s', (question) => {
  expect(isDropped(question, JOINED)).toBe(false);
});

const ARRIVED = 'ولادیمیر پوتین روز سه‌شنبه وارد دمشق شد و بشار اسد در فرودگاه به دیدار او رفت.';
test.each([
  'ماذا قال بوتين في هذا اللقاء؟',
  'بماذا صرّح فلاديمير بوتين؟',
  'وماذا قال الرئيس بوتين عن سوريا؟',
  'بحسب بوتين كم استمر اللقاء؟',
  'ما رأي بوتين في الحرب؟',
  'كيف وصف بوتين الحرب؟',
  'What did President Putin say about Syria?',
  'putin darbare soorie chi goft?',
])('who only arrives says nothing there: %s', (question) => {
  expect(isDropped(question, ARRIVED)).toBe(true);
});

const LAVROV = 'لاوروف درباره سوریه چه گفت؟';
test.each([
  'لاوروف گفت: سوریه پیروز شد.',
  'به گفته لاوروف سوریه پیروز شد.',
  'لاوروف از پیروزی سوریه خبر داد.',
  'لاوروف: سوریه پیروز است',
  'لاوروف خواستار پایان محاصره سوریه شد.',
  'لاوروف محاصره سوریه را غیرقانونی خواند.',
  'لاوروف محاصره سوریه را غیرقانونی می‌داند.',
  'لاوروف در پیامی پیروزی سوریه را تبریک گفت.',
  'لاوروف معتقد است محاصره سوریه باید پایان یابد.',
  'لاوروف و مقداد بر وحدت سوریه تأکید کردند.',
  'دو طرف در دیدار لاوروف و مقداد بر وحدت سوریه تاکید کردند.',
  'وقتی به دعوت لاوروف در سوریه بودم با چشمان خود دیدم که مردم برمی‌گردند.',
  'لاوروف «سوریه را یک کشور مستقل» نامیده بود.',
  'این روند در سوریه ادامه دارد و پناهندگان به خانه‌ها برگشته‌اند.',
  'قال لافروف إن سوريا انتصرت على الإرهاب.',
  'ودعا لافروف إلى وقف الحرب في سوريا.',
  'Lavrov urged an end to the siege of Syria.',
])('what may be their words stays: %s', (text) => {
  expect(isDropped(LAVROV, text)).toBe(false);
});

test.each([
  'Lavrov arrived in Damascus with the defence minister of Russia.',
  'لاوروف وارد دمشق پایتخت سوریه شد.',
])('what they do is not what they say: %s', (text) => {
  expect(isDropped(LAVROV, text)).toBe(true);
});

test('an Arabic paragraph without a word of speech', () => {
  const question = 'ماذا قال بوتين عن سوريا؟';
  expect(isDropped(question, 'والتقى بوتين في دمشق الرئيس السوري ووزير الخارجية.')).toBe(true);
  expect(isDropped(question, 'وشدد بوتين على وحدة سوريا.')).toBe(false);
  expect(isDropped(question, 'وبحسب بوتين فإن سوريا انتصرت.')).toBe(false);
});

const PUTIN = 'پوتین درباره سوریه چه گفت؟';
test.each([
  ['اسد در دیدار با ولادیمیر پوتین گفت: سوریه محاصره شده است.', null],
  ['رئیس جمهور اسد از پوتین به خاطر کمک به سوریه تشکر کرد.', null],
  ['وی در ادامه از رئیس جمهور پوتین قدردانی کرد.', 'بشار اسد'],
  ['وی در ادامه از رئیس جمهور پوتین قدردانی کرد.', null],
  ['وزیر خارجه سوریه در دیدار با پوتین گفت: محاصره ادامه دارد.', null],
  ['پوتین دیروز وارد دمشق شد. اسد گفت: سوریه پیروز شده است.', null],
  ['رئیس جمهور اسد گفت: ولادیمیر پوتین را در مسکو دیدم.', null],
])("another's words of or to them are not theirs: %s", (text, speaker) => {
  expect(isDropped(PUTIN, text, speaker)).toBe(true);
});

test.each([
  ['وی در ادامه از پوتین نقل کرد که سوریه پیروز است.', 'بشار اسد'],
  ['خبرگزاری سانا از پوتین خبر داد که سوریه پیروز است.', null],
  ['وی از رئیس جمهور پوتین قدردانی کرد.', 'ولادیمیر پوتین'],
  ['پوتین وارد دمشق شد. وی گفت: سوریه پیروز شد.', null],
  ['پوتین وارد دمشق شد. رئیس جمهور روسیه گفت: سوریه پیروز شد.', null],
  ['پوتین وارد دمشق شد. اسد گفت: سوریه پیروز شد. او نیز گفت: این پیروزی بزرگ است.', null],
  ['وی در ادامه گفت: این اقدام پوتین به سود سوریه است.', 'ولادیمیر پوتین'],
  ['اسد با پوتین دیدار کرد و وی گفت: سوریه محاصره شده است.', null],
  ['اسد با پوتین دیدار کرد و رئیس جمهور روسیه گفت: سوریه محاصره شده است.', null],
  ['اسد با پوتین دیدار کرد و دو طرف بر وحدت سوریه تاکید کردند.', null],
  ['اسد در مسکو با پوتین دیدار کرد و آن‌ها خواستار پایان محاصره شدند.', null],
  ['اسد تشکر کرد. پوتین نیز گفت: سوریه محاصره شده است.', null],
  ['اسد به نقل از پوتین گفت: سوریه محاصره شده است.', null],
  ['اسد گفت: به گفته پوتین سوریه محاصره شده است.', null],
])('they may be who speaks: %s', (text, speaker) => {
  expect(isDropped(PUTIN, text, speaker)).toBe(false);
});

test('an office of a team or a town is not that team or town', () => {
  const text = 'پرسپولیس دیروز دو بر صفر بازی را برد و به صدر جدول رسید.';
  expect(isDropped('سرمربی پرسپولیس درباره بازی چه گفت؟', text)).toBe(false);
  expect(isDropped('What did the Persepolis coach say about the game?', text)).toBe(false);
  expect(isDropped('ماذا قال مدرب برسبوليس عن المباراة؟', text)).toBe(false);
  expect(isDropped('آقای پوتین درباره بازی چه گفت؟', 'پوتین دیروز بازی را دید.')).toBe(true);
});

test('an office is spoken to before what is said', () => {
  const question = 'وزیر راه درباره فرودگاه چه گفت؟';
  expect(isDropped(question, 'پورابراهیمی با حضور وزیر راه گفت: فرودگاه باید بزرگ شود.')).toBe(
    false,
  );
  expect(isDropped(question, 'احمد رضایی در دیدار با وزیر راه گفت: فرودگاه بزرگ می‌شود.')).toBe(
    true,
  );
  expect(isDropped(question, 'احمد رضایی گفت: فرودگاه را به وزیر راه نشان دادم.')).toBe(false);
});

test.each([
  'وتوقع بوتين عودة اللاجئين إلى سوريا.',
  'وأثنى بوتين على صمود الجيش السوري.',
  'واستبعد بوتين عودة الحرب إلى سوريا.',
  'وتحدث بوتين عن عودة اللاجئين السوريين.',
  'بوتين لا يستبعد لقاء أردوغان والأسد.',
  'وأبلغ بوتين الأسد بالدعم.',
])('Arabic verbs of speech are his words: %s', (text) => {
  expect(isDropped('ماذا قال بوتين عن سوريا؟', text)).toBe(false);
});

test.each([
  'Putin ruled out a withdrawal from Syria.',
  'Putin hailed the Syrian army.',
  'Putin blamed foreign forces for the crisis.',
  'Putin denounced the strikes on Syria.',
  "Putin underlined Syria's sovereignty.",
  'Putin talked about Syria for an hour.',
  'Putin expects peace in Syria soon.',
])('English verbs of speech are his words: %s', (text) => {
  expect(isDropped('What did Putin say about Syria?', text)).toBe(false);
});

test.each(['پوتین بر حاکمیت سوریه پا فشرد.', 'پوتین در این سفر از سوریه دفاع کرد.'])(
  'Persian words of speech without a word of saying: %s',
  (text) => {
    expect(isDropped('پوتین درباره سوریه چه گفت؟', text)).toBe(false);
  },
);

test('what «his Iranian counterpart» or «the Iranian side» says is that of whom the other meets', () => {
  const question = 'امیرعبداللهیان درباره افغانستان چه گفت؟';
  const met = 'لاوروف در دیدار با امیرعبداللهیان گفت روسیه نگران است.';
  expect(isDropped(question, `${met} طرف ایرانی هم بر ثبات تاکید کرد.`)).toBe(false);
  expect(isDropped(question, `${met} در این تماس همتای ایرانی‌اش بر ثبات تاکید کرد.`)).toBe(false);
});
