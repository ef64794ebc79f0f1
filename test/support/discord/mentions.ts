import { arrayOf, isObject, stringOf } from './json.js';

/** Who a message notifies. */
export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

const idsOf = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? '')),
];

/**
 * Who a text with `allowed_mentions` notifies: all that it names where there is none.
 * `repliedTo` is the author of the message replied to.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function mentionsOf(text: string, allowed: unknown, repliedTo: string | null): Mentions {
  const named: Mentions = {
    users: idsOf(text, /<@!?(\d+)>/g),
    roles: idsOf(text, /<@&(\d+)>/g),
    everyone: /@(everyone|here)\b/.test(text),
  };
  const parse = isObject(allowed) ? arrayOf(allowed.parse) : ['users', 'roles', 'everyone'];
  const permitted = (kind: 'users' | 'roles') => (id: string) =>
    parse.includes(kind) ||
    (isObject(allowed) && arrayOf(allowed[kind]).map(stringOf).includes(id));
  const repliedPing = repliedTo !== null && (!isObject(allowed) || allowed.replied_user === true);
  const users = named.users.filter(permitted('users'));
  return {
    users: repliedPing ? [...new Set([...users, repliedTo])] : users,
    roles: named.roles.filter(permitted('roles')),
    everyone: named.everyone && parse.includes('everyone'),
  };
}
