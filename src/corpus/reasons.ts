import { z } from 'zod';

/**
 * Why a page, a feed or an entry was not taken, in English, for logs and the terminal. A value stands in
 * braces.
 */
const TEMPLATES = {
  /** What the system or a library says. */
  other: '{words}',
  'entry-titled': 'entry {number} «{title}»: {reason}',
  entry: 'entry {number}: {reason}',
  titled: '«{title}»: {reason}',
  gone: 'the server answered {status}, {times} times in a row: what it gave stays until it is removed',
  status: 'the server answered {status}',
  'no-connection': 'the server cannot be connected to in time',
  silent: 'the server fell silent',
  'no-server': 'no server has this name',
  late: 'not done in {seconds} s',
  scheme: 'scheme {scheme} is not allowed, only http: and https:',
  credentials: 'a user name or password in a URL is not allowed',
  port: 'port {port} is not allowed, only 80 and 443',
  'leads-to': '{host} leads to {addresses}',
  'leads-nowhere': '{host} leads to no address',
  'not-public': '{address}, which is not a public address ({range})',
  redirects: 'more than {count} redirects',
  'not-url': 'not a URL',
  'redirected-wrong': 'redirected to what is not a URL',
  compressed: 'compressed in another way than gzip or br',
  large: 'larger than {bytes} bytes',
  typeless: 'the server does not say of what type it is',
  'type-malformed': 'the server names its type in a wrong form',
  type: 'of type {type}, not an article or feed',
  'not-taken': 'of type {type}, and neither a page nor a feed',
  'now-page': 'it was a feed and is a page now',
  'now-feed': 'it was a page and is a feed now',
  nothing: 'the server sent nothing',
  'read-late': 'not read in {seconds} s',
  'no-article': 'no article is found in the page',
  'page-damaged': 'no article is found in the page ({cause})',
  endless: 'an article has at most {count} characters',
  elements: '{elements} elements: an article has at most {count}',
  deep: 'nested {depth} deep: an article is at most {count}',
  'not-feed': 'not an RSS, Atom or RDF feed',
  'feed-damaged': 'not an RSS, Atom or RDF feed ({cause})',
  'feed-cut': 'the feed is cut off: {tag} is missing',
  'feed-full': 'the feed holds {count} articles, and more are not taken of it',
  nameless: 'no guid, id or link',
  empty: 'title and text are both empty',
  'front-matter': 'front matter: {cause}',
  charset: 'the charset that it declares, "{charset}", is not known',
  'not-utf8': 'not UTF-8 text (save the file as UTF-8)',
  'lost-letters': 'letters of its text are no UTF-8 and were lost: «{words}»',
  'not-utf16': 'not UTF-16 text (it is damaged here)',
} as const;

/** What is wrong, for code that says it in other languages. */
export type ReasonCode = keyof typeof TEMPLATES;

/** Why something was not taken: a kind and its values, each of which may be a reason itself. */
export interface Reason {
  readonly code: ReasonCode;
  readonly values: Readonly<Record<string, ReasonValue>>;
}

export type ReasonValue = string | number | Reason | readonly Reason[];

type NamesIn<Template> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A reason with its values. */
export function reasonFor<Code extends ReasonCode>(
  code: Code,
  ...given: NamesIn<(typeof TEMPLATES)[Code]> extends never
    ? []
    : [Readonly<Record<NamesIn<(typeof TEMPLATES)[Code]>, ReasonValue>>]
): Reason {
  const [values = {}] = given;
  return { code, values };
}

/** A reason as logs and the terminal say it. */
export function inEnglish(reason: Reason): string {
  const said = saidValues(reason, inEnglish, ', ');
  return TEMPLATES[reason.code].replace(/\{(\w+)\}/gu, (_, name: string) => `${said[name]}`);
}

/**
 * The values of a reason in words.
 *
 * @param say - says those that are reasons
 * @param comma - what stands between several
 */
export function saidValues(
  { values }: Reason,
  say: (reason: Reason) => string,
  comma: string,
): Readonly<Record<string, string | number>> {
  const said = (value: ReasonValue) => {
    if (typeof value !== 'object') return value;
    return 'code' in value ? say(value) : value.map(say).join(comma);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)]));
}

const StoredReason: z.ZodType<Reason> = z.lazy(() =>
  z.object({
    code: z.enum(Object.keys(TEMPLATES) as ReasonCode[]),
    values: z.record(
      z.string(),
      z.union([z.string(), z.number(), StoredReason, z.array(StoredReason)]),
    ),
  }),
);

/** A reason as text that is stored. */
export function storedReason(reason: Reason): string {
  return JSON.stringify(reason);
}

/** The reason of a stored text; that of an earlier program, which was English, stays as it is. */
export function readStoredReason(text: string): Reason {
  try {
    return StoredReason.parse(JSON.parse(text));
  } catch {
    return reasonFor('other', { words: text });
  }
}
