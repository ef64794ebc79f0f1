import { normalize } from './normalize.js';

const PERSIAN = `
و یا تا که را رو از به با در بر برای بدون این ان اینها انها اینان انان همین همان چنین چنان همچنین همچنان
هر هیچ همه خود خویش او وی من ما تو شما ایشان است هست هستم هستی هستیم هستید هستند نیست نیستم نیستیم نیستید
نیستند بود نبود کرد شد گشت گردید نمود باشد نباشد باید نباید شاید خواهد خواهند خواهم خواهیم خواهی خواهید نخواهد
نخواهند اما ولی لیکن بلکه نه نیز هم اگر مگر پس زیرا چون چه چی چیه کی کیه چیست کیست کجا کجاست کجاها کدام کدامیک چند
چندم چندمین چنده چقدر چطور چگونه چرا ایا یک یکی برخی بعضی چیز چیزی کسی کس کسانی اینکه انکه انچه اینجا انجا درباره توسط
روی سوی طی ضمن مورد البته حتی یعنی مثل مانند بین میان وقتی هنگامی هنوز دیگر دیگری دیگران خیلی بسیار تنها فقط
ها های هایی هایم هایت هایش هایمان هایتان هایشان می نمی همی برمی برنمی درمی درنمی بازمی بازنمی فرامی فرانمی یی تر ترین تری ترها ام ات اش ایم اید اند ای ی مان تان شان ست
ه ا اون همون اونا اینا دیگه واسه واقع لطفا هیچیک هیچکدام همینطور اینطور همانطور اینگونه هیچگاه چنانکه همانجا همینجا بطور بعنوان بصورت زمانیکه
هنگامیکه بطوریکه
`;
const ARABIC = `
في فی من على إلى الى عن أن إن ان ما ماذا هل كم كيف متى أين اين لماذا لم لن لا قد هو هي هما هم هذا هذه ذلك تلك التي الذي الذين
كان كانت يكون تكون مع أو او ثم حتى أي اي أية بعد قبل عند بين كل بعض غير حول منذ خلال وقد وكان فيها فيه منها منه عليها عليه
لها له لهم بها به أنه إنه انها ماهي ماهو وما ومن وفي
`;
const ENGLISH = `
a an the and or but of to in on at by for with from into about as is are was were be been being am do does did done has have
had having will would shall should can could may might must it its this that these those there here he she they them his her
their him we our you your i me my who whom whose what which when where why how if then than so not no nor also such s t
`;
// Half of a compound (بین‌المللی, غیرقانونی, هم‌زمان) must stay, or the joined spelling finds nothing.
const HALVES: ReadonlySet<string> = new Set(['بین', 'غیر', 'هم', 'پس']);

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/).map(normalize);
}

const STOP_WORDS: ReadonlySet<string> = new Set(
  [...words(PERSIAN), ...words(ARABIC), ...words(ENGLISH)].filter((word) => !HALVES.has(word)),
);

/** Words that say nothing of the subject, in Persian, Arabic and English; any spelling. */
export function isStopWord(word: string): boolean {
  return isNormalizedStopWord(word) || isNormalizedStopWord(normalize(word));
}

/** {@link isStopWord} for a word that is normalised already. */
export function isNormalizedStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
