import { normalize } from '../language/normalize.js';

/**
 * What the words over a block say that it is: links (to other articles, or to share this one), the
 * readers' say, or the ticker of what is new.
 */
export type Furniture = 'links' | 'comments' | 'ticker';

const LABELS: Readonly<Record<Furniture, readonly string[]>> = {
  links: [
    'شاهد أيضاً',
    'شاهد أيضًا',
    'اقرأ أيضاً',
    'اقرأ أيضا في',
    'اقرأ المزيد',
    'اقرأ أكثر',
    'المزيد',
    'طالع أيضاً',
    'مواضيع ذات صلة',
    'مواضيع متعلقة',
    'مقالات ذات صلة',
    'أخبار ذات صلة',
    'ذات صلة',
    'الأكثر قراءة',
    'الأكثر مشاهدة',
    'آخر الأخبار',
    'بیشتر بخوانید',
    'بیشتر بدانید',
    'بیشتر ببینید',
    'همچنین بخوانید',
    'همچنین ببینید',
    'اینجا بخوانید',
    'در همین زمینه',
    'در این باره بخوانید',
    'مطالب مرتبط',
    'مطالب مشابه',
    'اخبار مرتبط',
    'خبرهای مرتبط',
    'اخبار مشابه',
    'مرتبط‌ها',
    'پربازدیدترین‌ها',
    'پربازدیدها',
    'پربیننده‌ترین‌ها',
    'آخرین اخبار',
    'پیشنهاد ما',
    'برچسب‌ها',
    'کلیدواژه‌ها',
    'الوسوم',
    'كلمات مفتاحية',
    'Read also',
    'Read more',
    'Related articles',
    'Related news',
    'Related',
    'More on this story',
    'Most read',
    'Tags',
    'اشتراک‌گذاری',
    'به اشتراک بگذارید',
    'شارك',
    'شارك المقال',
    'شارك الخبر',
    'شاركها',
    'مشاركة',
    'Share',
    'Share this',
  ],
  comments: [
    'نظرات',
    'نظرات کاربران',
    'نظر شما',
    'ارسال نظر',
    'دیدگاه‌ها',
    'دیدگاه شما',
    'ارسال دیدگاه',
    'التعليقات',
    'أضف تعليق',
    'أضف تعليقاً',
    'اترك تعليقاً',
    'اترك تعليق',
    'Comments',
    'Leave a comment',
    'Leave a reply',
  ],
  ticker: [
    'عاجل',
    'أخبار عاجلة',
    'خبر عاجل',
    'شريط الأخبار',
    'خبر فوری',
    'فوری',
    'Breaking',
    'Breaking news',
  ],
};

const KINDS: ReadonlyMap<string, Furniture> = new Map(
  (Object.keys(LABELS) as Furniture[]).flatMap((kind) =>
    LABELS[kind].map((label) => [plain(label), kind] as const),
  ),
);
const LONGEST_LABEL = 40;

/** One spelling of a label, without the signs around it. */
function plain(text: string): string {
  return normalize(text)
    .replaceAll('\u200c', ' ')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** The kind of block that a text stands over, where it is a label and nothing else. */
export function labelKind(text: string): Furniture | null {
  return text.length > LONGEST_LABEL ? null : (KINDS.get(plain(text)) ?? null);
}

/** Whether a paragraph is a pointer to another article: «اقرأ أيضاً: …», «بیشتر بخوانید: …». */
export function pointsElsewhere(text: string): boolean {
  const [label = '', rest] = text.slice(0, LONGEST_LABEL).split(/[:：]/u, 2);
  return rest !== undefined && /\s/u.test(label.trim()) && labelKind(label) === 'links';
}

const SIGNATURE =
  /^(?:The post .+ (?:appeared first on|first appeared on) .+|نوشته .+ اولین بار در .+ پدیدار شد\.?|ظهرت المقالة .+ أولاً على .+)$/u;

/** Whether a paragraph is the line that a publishing program puts under each entry of a feed. */
export function isFeedSignature(text: string): boolean {
  return SIGNATURE.test(text);
}
