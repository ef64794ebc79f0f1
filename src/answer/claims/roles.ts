import { normalizeWithMap } from '../../language/normalize.js';
import { stemsOfToken } from '../../language/stem.js';
import { isNormalizedStopWord } from '../../language/stop-words.js';
import { type Token, tokens } from '../../language/tokens.js';

/** Prepositions that give what follows a part in what happens. */
const BEFORE: ReadonlyMap<string, string> = new Map([
  ['از', 'from'],
  ['به', 'to'],
  ['توسط', 'by'],
  ['علیه', 'against'],
  ['بر', 'over'],
  ['مقابل', 'against'],
  ['برابر', 'against'],
  ['from', 'from'],
  ['to', 'to'],
  ['by', 'by'],
  ['against', 'against'],
  ['over', 'over'],
  ['من', 'from'],
  ['الی', 'to'],
  ['ضد', 'against'],
]);
const OBJECT = 'را';
/** How many words a name may be away from its preposition: «به آقای رضایی». */
const REACH = 3;

/**
 * Whether two names have changed parts: one stands in the sentence where the evidence has the other
 * («از الف به ب», «الف ب را»), and both stand in both.
 *
 * @param isName - whether a stem is a name
 */
export function areRolesSwapped(
  sentence: string,
  evidence: string,
  isName: (term: string) => boolean,
): boolean {
  const [said, there] = [rolesOf(sentence, isName), rolesOf(evidence, isName)];
  const everywhere = (name: string) => said.names.has(name) && there.names.has(name);
  for (const [role, here] of said.roles) {
    const others = there.roles.get(role);
    if (others === undefined) continue;
    const gained = [...here].filter((name) => !others.has(name) && everywhere(name));
    const lost = [...others].filter((name) => !here.has(name) && everywhere(name));
    if (gained.length > 0 && lost.length > 0) return true;
  }
  return isOrderSwapped(sentence, evidence, isName);
}

interface Roles {
  readonly names: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>;
}

function rolesOf(text: string, isName: (term: string) => boolean): Roles {
  const all = tokens(normalizeWithMap(text)).map((token) => ({ token, stem: stemOf(token) }));
  const names = new Set<string>();
  const roles = new Map<string, Set<string>>();
  const give = (role: string, name: string | undefined) => {
    if (name !== undefined) roles.set(role, (roles.get(role) ?? new Set()).add(name));
  };
  all.forEach(({ token, stem }, at) => {
    if (stem !== null && isName(stem)) names.add(stem);
    const named = (items: typeof all) =>
      items.find((item) => item.stem !== null && isName(item.stem))?.stem ?? undefined;
    const role = BEFORE.get(token.text);
    if (role !== undefined) {
      const after = all.slice(at + 1, at + 1 + REACH);
      const end = after.findIndex((item) => BEFORE.has(item.token.text));
      give(role, named(end < 0 ? after : after.slice(0, end)));
    }
    if (token.text === OBJECT) give('object', named(all.slice(Math.max(0, at - 2), at).reverse()));
  });
  return { names, roles };
}

function stemOf(token: Token): string | null {
  return isNormalizedStopWord(token.text) ? null : (stemsOfToken(token)[0] ?? null);
}

/** English tells subject and object by their order: the same two names around the same word. */
function isOrderSwapped(
  sentence: string,
  evidence: string,
  isName: (term: string) => boolean,
): boolean {
  const [said, there] = [triplesOf(sentence, isName), triplesOf(evidence, isName)];
  return said.some(
    ([first, verb, second]) =>
      there.some(([a, v, b]) => a === second && v === verb && b === first) &&
      !there.some(([a, v, b]) => a === first && v === verb && b === second),
  );
}

type Triple = readonly [string, string, string];

function triplesOf(text: string, isName: (term: string) => boolean): readonly Triple[] {
  const stems = tokens(normalizeWithMap(text)).map((token) =>
    token.kind === 'latin' ? (stemsOfToken(token)[0] ?? '') : '',
  );
  return stems.flatMap((verb, at) => {
    const [first, second] = [stems[at - 1], stems[at + 1]];
    if (!verb || !first || !second || isName(verb)) return [];
    return isName(first) && isName(second) && /^(?!and$|or$)/u.test(verb)
      ? [[first, verb, second] as const]
      : [];
  });
}
