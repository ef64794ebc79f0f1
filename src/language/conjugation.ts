import { type Verb, verbs } from './verbs.js';

const PAST_ENDINGS = ['م', 'یم', 'ید', 'ند'];
const PARTICIPLE_ENDINGS = ' ام ای است ایم اید اند بود بودند باشد باشند شد شده'.split(' ');
const PRESENT_ENDINGS = ['م', 'د', 'یم', 'ید', 'ند'];
const SPOKEN_ENDINGS = ['ه', 'ن', 'ین'];

// Nouns and other words that look like a verb's form.
const NOT_VERBS: ReadonlySet<string> = new Set(
  (
    'روند برند مانند پرند گردم کارم بارم بازم بازند رویم شاید باید زاید نزد نبرد میدانی میان میانه ' +
    'میرم میران مینا مردم پایم بندند درند دوند جنگم ترسم خوابم گرمم دردم خشکم'
  ).split(' '),
);
// Present forms without a prefix are often nouns when so short (رود, دود, دهم): these are not.
const SHORT_VERBS: ReadonlySet<string> = new Set('کند شود دهد کنم شوم'.split(' '));

/** The prefixes ب and ن take a ی before ا, which may then go: بیاورد, نینداخت. */
function withPrefix(prefix: string, stem: string): readonly string[] {
  if (!stem.startsWith('ا')) return [prefix + stem];
  const whole = `${prefix}ی${stem}`;
  return stem.length > 2 ? [whole, `${prefix}ی${stem.slice(1)}`] : [whole];
}

const PREVERB = /^(?:بر|باز|در|فرا|وا)(?=\p{L}{2})/u;

// Preverbs of verbs that the list has without them: برمیگیرد.
const PREVERB_AND_PREFIX = /^(?:بر|باز|در|فرا|وا)(?=ن?می)/u;

/** می and نمی stand between a preverb and its verb: برمیگردد. */
function progressive(stem: string, past: string): readonly string[] {
  const forms = [`می${stem}`, `نمی${stem}`];
  const preverb = PREVERB.exec(past)?.[0];
  if (preverb === undefined || !stem.startsWith(preverb)) return forms;
  const bare = stem.slice(preverb.length);
  return [...forms, `${preverb}می${bare}`, `${preverb}نمی${bare}`];
}

function pastForms({ past }: Verb): readonly string[] {
  const persons = (stem: string): readonly string[] => PAST_ENDINGS.map((ending) => stem + ending);
  const plain = [past, ...negated(past, past)].flatMap((stem) => [stem, ...persons(stem)]);
  const ongoing = progressive(past, past).flatMap((stem) => [stem, `${stem}ی`, ...persons(stem)]);
  const participles = [past, ...negated(past, past)].flatMap((stem) =>
    PARTICIPLE_ENDINGS.map((ending) => `${stem}ه${ending}`),
  );
  const ongoingParticiples = progressive(past, past).flatMap((stem) =>
    PARTICIPLE_ENDINGS.map((ending) => `${stem}ه${ending}`),
  );
  return [...plain, `${past}ن`, ...ongoing, ...participles, ...ongoingParticiples];
}

/** A preverb stands before the negation too: بازنگشته. */
function negated(stem: string, past: string): readonly string[] {
  const plain = withPrefix('ن', stem);
  const preverb = PREVERB.exec(past)?.[0];
  if (preverb === undefined || !stem.startsWith(preverb)) return plain;
  return [...plain, ...withPrefix('ن', stem.slice(preverb.length)).map((form) => preverb + form)];
}

function presentForms({ past, presents, spoken }: Verb): readonly string[] {
  const plain = presents.flatMap((stem) =>
    [stem, ...withPrefix('ب', stem), ...negated(stem, past)]
      .flatMap((prefixed) => PRESENT_ENDINGS.map((ending) => prefixed + ending))
      .filter((form) => form.length > 3 || SHORT_VERBS.has(form)),
  );
  const ongoing = [...presents, ...spoken]
    .flatMap((stem) => progressive(stem, past))
    .flatMap((stem) => [...PRESENT_ENDINGS, 'ی', ...SPOKEN_ENDINGS].map((ending) => stem + ending));
  // می‌توان, "one can", has no ending.
  const impersonal = past === 'توانست' ? progressive('توان', past) : [];
  return [...plain, ...ongoing, ...impersonal];
}

function buildForms(): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  const add = (form: string, past: string): void => {
    if (!forms.has(form) && !NOT_VERBS.has(form)) forms.set(form, past);
  };
  // A bare past stem comes before all that looks like it: نشست is no negative of شست.
  for (const { past } of verbs) add(past, past);
  for (const verb of verbs) for (const form of pastForms(verb)) add(form, verb.past);
  for (const verb of verbs) for (const form of presentForms(verb)) add(form, verb.past);
  return forms;
}

let forms: ReadonlyMap<string, string> | undefined;

/**
 * The past stem of a verb's form written in one piece (یافتهاند, نمیشود, برود), in normalised
 * letters; undefined for what is no form of a verb in the list.
 */
export function verbStem(word: string): string | undefined {
  forms ??= buildForms();
  const bare = word.replace(PREVERB_AND_PREFIX, '');
  return forms.get(word) ?? (bare === word ? undefined : forms.get(bare));
}
