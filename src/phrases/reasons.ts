import { inEnglish, type Reason, type ReasonCode, saidValues } from '../corpus/reasons.js';
import type { PhraseLanguage } from './phrases.js';

/** Says a reason; a value that is a reason itself is in the same language already. */
type Say = (values: ReturnType<typeof saidValues>) => string;

/** Keeps an address, a name or a word of another language in one piece. */
const apart = (text: string | number | undefined): string => `\u2068${text}\u2069`;

const fa: Readonly<Record<ReasonCode, Say>> = {
  other: ({ words }) => `دریافت نشد (${apart(words)})`,
  'entry-titled': ({ number, title, reason }) => `مطلب ${number} «${apart(title)}»: ${reason}`,
  entry: ({ number, reason }) => `مطلب ${number}: ${reason}`,
  titled: ({ title, reason }) => `«${apart(title)}»: ${reason}`,
  gone: ({ status, times }) =>
    `کارساز ${times} بار پیاپی پاسخ ${status} داد؛ آنچه از آن گرفته شده می‌ماند تا زمانی که آن را بردارید`,
  status: ({ status }) => `کارساز پاسخ ${status} داد`,
  'no-connection': () => 'اتصال به کارساز در زمان مقرر برقرار نشد',
  silent: () => 'کارساز از پاسخ بازماند',
  'no-server': () => 'هیچ کارسازی به این نام نیست',
  late: ({ seconds }) => `در ${seconds} ثانیه به پایان نرسید`,
  scheme: ({ scheme }) => `نشانی با ${apart(scheme)} پذیرفته نیست، تنها http و https`,
  credentials: () => 'نشانی نباید نام کاربری یا گذرواژه داشته باشد',
  port: ({ port }) => `درگاه ${port} پذیرفته نیست، تنها ۸۰ و ۴۴۳`,
  'leads-to': ({ host, addresses }) => `نام ${apart(host)} به نشانی غیرعمومی می‌رسد: ${addresses}`,
  'leads-nowhere': ({ host }) => `نام ${apart(host)} به هیچ نشانی‌ای نمی‌رسد`,
  'not-public': ({ address, range }) => `${apart(address)} نشانی عمومی نیست (${apart(range)})`,
  redirects: ({ count }) => `بیش از ${count} بار به جای دیگر فرستاده شد`,
  'not-url': () => 'نشانی درستی نیست',
  'redirected-wrong': () => 'کارساز به نشانی نادرستی فرستاد',
  compressed: () => 'به روشی جز gzip یا br فشرده شده است',
  large: ({ bytes }) => `بزرگ‌تر از ${bytes} بایت است`,
  typeless: () => 'کارساز نوع محتوا را نگفته است',
  'type-malformed': () => 'کارساز نوع محتوا را نادرست نوشته است',
  type: ({ type }) => `نوع آن ${apart(type)} است، نه خبر و نه خوراک`,
  'not-taken': ({ type }) => `نوع آن ${apart(type)} است، نه صفحه و نه خوراک`,
  'now-page': () => 'خوراک بود و اکنون صفحه است',
  'now-feed': () => 'صفحه بود و اکنون خوراک است',
  nothing: () => 'کارساز چیزی نفرستاد',
  'read-late': ({ seconds }) => `در ${seconds} ثانیه خوانده نشد`,
  'no-article': () => 'در این صفحه خبری پیدا نشد',
  'page-damaged': ({ cause }) => `در این صفحه خبری پیدا نشد (${apart(cause)})`,
  endless: ({ count }) => `هر خبر حداکثر ${count} نویسه دارد`,
  elements: ({ elements, count }) => `${elements} جزء دارد؛ هر خبر حداکثر ${count} جزء دارد`,
  deep: ({ depth, count }) => `تودرتویی آن ${depth} لایه است؛ حداکثر ${count} پذیرفته است`,
  'not-feed': () => 'خوراک RSS یا Atom یا RDF نیست',
  'feed-damaged': ({ cause }) => `خوراک RSS یا Atom یا RDF نیست (${apart(cause)})`,
  'feed-cut': ({ tag }) => `خوراک ناتمام است: ${apart(tag)} ندارد`,
  'feed-full': ({ count }) => `این خوراک ${count} خبر دارد و بیش از این از آن گرفته نمی‌شود`,
  nameless: () => 'شناسه و پیوند ندارد',
  empty: () => 'عنوان و متن هر دو خالی است',
  'front-matter': ({ cause }) => `سرآغاز پرونده نادرست است (${apart(cause)})`,
  charset: ({ charset }) => `رمزگذاری اعلام‌شدهٔ آن، ${apart(charset)}، شناخته نیست`,
  'not-utf8': () => 'متن آن UTF-8 نیست',
  'lost-letters': ({ words }) =>
    `حرف‌هایی از متن آن UTF-8 نیست و از دست رفته است: «${apart(words)}»`,
  'not-utf16': () => 'متن UTF-16 آن آسیب دیده است',
};

const ar: Readonly<Record<ReasonCode, Say>> = {
  other: ({ words }) => `تعذّر الجلب (${apart(words)})`,
  'entry-titled': ({ number, title, reason }) => `المادة ${number} «${apart(title)}»: ${reason}`,
  entry: ({ number, reason }) => `المادة ${number}: ${reason}`,
  titled: ({ title, reason }) => `«${apart(title)}»: ${reason}`,
  gone: ({ status, times }) =>
    `أجاب الخادم بالرمز ${status} مرات متتالية عددها ${times}؛ يبقى ما أُخذ منه إلى أن يُحذف`,
  status: ({ status }) => `أجاب الخادم بالرمز ${status}`,
  'no-connection': () => 'تعذّر الاتصال بالخادم في الوقت المحدد',
  silent: () => 'انقطع الخادم عن الرد',
  'no-server': () => 'لا يوجد خادم بهذا الاسم',
  late: ({ seconds }) => `لم يكتمل خلال ${seconds} ثانية`,
  scheme: ({ scheme }) => `لا تُقبل العناوين من نوع ${apart(scheme)}، بل http وhttps فقط`,
  credentials: () => 'لا يجوز أن يحوي العنوان اسم مستخدم أو كلمة مرور',
  port: ({ port }) => `المنفذ ${port} غير مسموح، بل 80 و443 فقط`,
  'leads-to': ({ host, addresses }) => `الاسم ${apart(host)} يقود إلى عنوان غير عام: ${addresses}`,
  'leads-nowhere': ({ host }) => `الاسم ${apart(host)} لا يقود إلى أي عنوان`,
  'not-public': ({ address, range }) => `${apart(address)} ليس عنوانًا عامًا (${apart(range)})`,
  redirects: ({ count }) => `أُحيل أكثر من ${count} مرات`,
  'not-url': () => 'ليس عنوانًا صحيحًا',
  'redirected-wrong': () => 'أحال الخادم إلى عنوان غير صحيح',
  compressed: () => 'مضغوط بطريقة غير gzip وbr',
  large: ({ bytes }) => `أكبر من ${bytes} بايت`,
  typeless: () => 'لم يذكر الخادم نوع المحتوى',
  'type-malformed': () => 'ذكر الخادم نوع المحتوى بصيغة خاطئة',
  type: ({ type }) => `نوعه ${apart(type)}، وليس خبرًا ولا خلاصة`,
  'not-taken': ({ type }) => `نوعه ${apart(type)}، وليس صفحة ولا خلاصة`,
  'now-page': () => 'كان خلاصة وهو الآن صفحة',
  'now-feed': () => 'كان صفحة وهو الآن خلاصة',
  nothing: () => 'لم يرسل الخادم شيئًا',
  'read-late': ({ seconds }) => `لم يُقرأ خلال ${seconds} ثانية`,
  'no-article': () => 'لم يُعثر على خبر في الصفحة',
  'page-damaged': ({ cause }) => `لم يُعثر على خبر في الصفحة (${apart(cause)})`,
  endless: ({ count }) => `الحد الأقصى للخبر ${count} حرف`,
  elements: ({ elements, count }) => `عناصره ${elements}، والحد الأقصى للخبر ${count}`,
  deep: ({ depth, count }) => `عمق تداخله ${depth}، والحد الأقصى ${count}`,
  'not-feed': () => 'ليس خلاصة RSS أو Atom أو RDF',
  'feed-damaged': ({ cause }) => `ليس خلاصة RSS أو Atom أو RDF (${apart(cause)})`,
  'feed-cut': ({ tag }) => `الخلاصة مقطوعة: ينقصها ${apart(tag)}`,
  'feed-full': ({ count }) => `في هذه الخلاصة ${count} خبر، ولا يُؤخذ منها أكثر من ذلك`,
  nameless: () => 'بلا معرّف ولا رابط',
  empty: () => 'العنوان والنص كلاهما فارغ',
  'front-matter': ({ cause }) => `مقدمة الملف غير صحيحة (${apart(cause)})`,
  charset: ({ charset }) => `الترميز المعلن ${apart(charset)} غير معروف`,
  'not-utf8': () => 'النص ليس بترميز UTF-8',
  'lost-letters': ({ words }) => `أحرف من نصه ليست بترميز UTF-8 وضاعت: «${apart(words)}»`,
  'not-utf16': () => 'نص UTF-16 تالف',
};

const SAID = { fa, ar };

/** Why something was not taken, in a person's language; what the system or a library says stays as it is. */
export function reasonIn(language: PhraseLanguage, reason: Reason): string {
  if (language === 'en') return inEnglish(reason);
  const said = saidValues(reason, (inner) => reasonIn(language, inner), '، ');
  return SAID[language][reason.code](said);
}
