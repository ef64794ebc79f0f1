import { nameKey } from './name-key.js';
import { normalize } from './normalize.js';
import { termsOf } from './terms.js';
import { WORLD_NAMES } from './world-names.js';

/**
 * Names that stand so often in Persian news that how rare a word is does not give them away: of people,
 * clubs, parties, companies. From our own knowledge.
 */
const NAMES = `
محمد علی رضا حسین حسن مهدی احمد محمود علیرضا محمدرضا حمیدرضا غلامرضا احمدرضا عبدالرضا حمید سعید امیر مجید اکبر جواد 
محسن منصور مسعود ابراهیم اسماعیل فرهاد عباس سجاد وحید هادی عبدالله یحیی احسان مصطفی مجتبی مرتضی فاطمه زهرا مریم
خدیجه شهلا ناهید نسرین شهناز سارا لیلا مهناز کبری امیرحسین محمدحسین محمدعلی محمدجواد محمدحسن محمدمهدی محمدباقر
سیدحسن سیدمحمد سیدعلی سیدجلال سیداحمد داریوش کیانوش سیاوش سیامک سیروس کوروش خسرو پرویز بهرام بهروز بهزاد بهنام بهمن
شاهین شهرام شهاب شهریار افشین اشکان آرش بیژن فریدون فرشید فرشاد فریبرز فرزاد فرامرز مهرداد مهران میثم میلاد مازیار
سامان سهراب رستم روزبه پژمان پویا ناصر نصرالله نصیر هاشم هومن هوشنگ یعقوب یوسف یونس یاسر قاسم 
کاظم کامران کاوه داوود جعفر جمشید حبیب حیدر جهانگیر ایرج اصغر اردشیر ابوالفضل ابوالقاسم غلامعلی غلامحسین
 عماد وریا یدالله اسدالله سهیل سینا سروش صمد مظفر منوچهر موسی
احمدی محمدی حسینی رضایی کریمی مرادی موسوی هاشمی جعفری رحیمی صادقی حیدری قاسمی ابراهیمی اسماعیلی رستمی اکبری
کاظمی عباسی طاهری یوسفی زارع باقری شریفی سلیمانی امیری رحمتی حقیقی نوروزی منصوریان علیپور بیرانوند سیدصالحی جباری
مجیدی نکونام کفاشیان قلعه‌نویی استیلی پروین فتاحی جلالی خطیبی مظلومی فرکی نویدکیا مبعلی عقیلی تیموریان
آزمون جهانبخش طارمی قدوس پورعلی‌گنجی شجاعی دژاگه حاج‌صفی امیرقلعه‌نویی گل‌محمدی ویسی مهاجری گودرزی 
خامنه‌ای خمینی رفسنجانی خاتمی روحانی رئیسی لاریجانی قالیباف احمدی‌نژاد کروبی ولایتی ظریف متکی عراقچی جلیلی حدادعادل
مطهری بهشتی طالقانی منتظری مصباح باهنر رجایی بازرگان مصدق پهلوی رضاشاه قاجار ناصرالدین علی‌آبادی پزشکیان
استقلال پرسپولیس سپاهان تراکتور تراکتورسازی سایپا ذوب‌آهن پیکان ملوان داماش نساجی سپیدرود
 شهرخودرو آلومینیوم فجرسپاسی ابومسلم شموشک صباباتری صبا استقلال‌خوزستان 
رئال بارسلونا بارسا مادرید یوونتوس یووه میلان اینتر بایرن مونیخ دورتموند چلسی آرسنال لیورپول منچستر منچستریونایتد
منچسترسیتی یونایتد تاتنهام اورتون اتلتیکو رم ناپولی آژاکس والنسیا سویا پورتو بنفیکا لیون موناکو مارسی لورکوزن شالکه
لاتزیو فیورنتینا سلتیک نیوکاسل لسترسیتی ساوتهمپتون وستهام ویارئال الهلال الریان السد الجزیره
لالیگا بوندسلیگا سری‌آ ذوب موراتا بنیتس توخل فان‌خال ژیرو دروگبا ایبراهیموویچ لمپارد پتچ کلینزمن لوو مانچینی
 ایرنا ایسنا ایلنا تسنیم سانا رویترز شینهوا الجزیره پرس‌تی‌وی آسوشیتدپرس
سپاه بسیج ناتو یونسکو یوفا فیفا اوپک حماس حزب‌الله داعش طالبان القاعده پنتاگون کرملین موساد 
پژو پراید سمند رنو بنز تویوتا بوئینگ ایرباس مایکروسافت گوگل اپل سامسونگ توییتر تلگرام اینستاگرام فیس‌بوک
آسیا اروپا آفریقا آمریکا شوروی عثمانی صفویه قاجاریه ساسانی هخامنشی بیزانس کریمه قفقاز خلیج بالکان
${WORLD_NAMES}`;

let names: ReadonlySet<string> | null = null;
let keys: ReadonlySet<string> | null = null;
let worldNames: ReadonlySet<string> | null = null;
let worldKeys: ReadonlySet<string> | null = null;

/** Whether a term is a name that is no rare word. Names of two terms are not known here. */
export function isCommonName(term: string): boolean {
  names ??= new Set(listed(NAMES).flatMap(singleTerm));
  return names.has(term);
}

/** So many consonants are hardly another word's by chance. */
const TELLING_KEY = 4;

/** Whether a word in Latin letters sounds like one of the names: Barcelona, بارسلونا. */
export function soundsLikeCommonName(word: string): boolean {
  keys ??= keysOf(NAMES);
  return soundsLikeOne(keys, word.toLowerCase());
}

/** Whether an Arabic term, or a word in Latin letters, is a name of the world's news: بوتين, ترامب, teramp. */
export function isWorldName(term: string): boolean {
  worldNames ??= new Set(listed(WORLD_NAMES).flatMap(singleTerm).map(inArabicLetters));
  worldKeys ??= keysOf(WORLD_NAMES);
  return worldNames.has(inArabicLetters(term)) || soundsLikeOne(worldKeys, term.toLowerCase());
}

function listed(names: string): readonly string[] {
  return names.trim().split(/\s+/);
}

function singleTerm(name: string): readonly string[] {
  const terms = termsOf(name);
  return terms.length === 1 ? terms : [];
}

/** The letters that Arabic lacks, as it writes them in names. */
function inArabicLetters(term: string): string {
  return term.replaceAll('پ', 'ب').replaceAll('گ', 'غ').replaceAll('چ', 'ج').replaceAll('ژ', 'ج');
}

function keysOf(names: string): ReadonlySet<string> {
  return new Set(listed(names).flatMap((name) => nameKey(normalize(name)) ?? []));
}

function soundsLikeOne(keys: ReadonlySet<string>, word: string): boolean {
  const key = nameKey(word);
  return key !== null && key.length >= TELLING_KEY && keys.has(key);
}
