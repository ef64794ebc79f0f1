/**
 * Why a page, a feed or an entry was not taken, in English, for logs and the terminal. A value stands in
 * braces; `reason` is a reason itself. What begins like another comes before it: the first that fits is read.
 */
const TEMPLATES = {
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
  charset: 'the charset that it declares, "{charset}", is not known',
  'not-utf8': 'not UTF-8 text (save the file as UTF-8)',
  'not-utf16': 'not UTF-16 text (it is damaged here)',
} as const;

/** What is wrong, for code that says it in other languages. */
export type ReasonCode = keyof typeof TEMPLATES;

/** The values of a reason, by their names. */
export type ReasonValues = Readonly<Record<string, string | number>>;

type NamesIn<Template> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A reason with its values, in English. */
export function reasonFor<Code extends ReasonCode>(
  code: Code,
  ...given: NamesIn<(typeof TEMPLATES)[Code]> extends never
    ? []
    : [Readonly<Record<NamesIn<(typeof TEMPLATES)[Code]>, string | number>>]
): string {
  const [values = {}] = given as readonly ReasonValues[];
  return TEMPLATES[code].replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name]));
}

/** Which reason a text of `reasonFor` is; null for any other text: the system's, a library's. */
export function readReason(
  text: string,
): { readonly code: ReasonCode; readonly values: Readonly<Record<string, string>> } | null {
  for (const [code, pattern] of PATTERNS) {
    const found = pattern.exec(text);
    if (found !== null) return { code, values: { ...found.groups } };
  }
  return null;
}

const PATTERNS = Object.entries(TEMPLATES).map(([code, template]) => {
  const literal = template.replace(/[.*+?^$()|[\]\\]/gu, '\\$&');
  const pattern = literal.replace(/\{(\w+)\}/gu, '(?<$1>.+)');
  return [code as ReasonCode, new RegExp(`^${pattern}$`, 'su')] as const;
});
