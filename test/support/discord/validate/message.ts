import { MessageFlags } from 'discord.js';
import { arrayOf, isObject, type Json, stringOf } from '../json.js';
import { emptyMessage, type FormIssue, refuseIssues } from '../refusal.js';
import { componentIssues } from './components.js';
import { embedIssues } from './embeds.js';
import { badLength, type Path, text, wrongType } from './fields.js';

/** The most characters of a message's content that a bot may send. */
const MAX_CONTENT = 2000;

/** The most ids in `allowed_mentions.users` or `.roles`. */
const MAX_ALLOWED_IDS = 100;

/** What a message says, apart from who sent it where. */
export interface MessageDraft {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly flags: number;
}

/** A message with nothing in it, as a body builds on it. */
export const BLANK: MessageDraft = { content: '', embeds: [], components: [], flags: 0 };

/**
 * The message that a body makes of what stood before: an absent field keeps it, null clears it.
 * Throws a Refusal (50035, 50006) for whatever Discord would not take.
 */
export function draftMessage(body: Json, before: MessageDraft, path: Path = []): MessageDraft {
  refuseIssues(typeIssues(body, path));
  const draft: MessageDraft = {
    content: body.content === undefined ? before.content : stringOf(body.content),
    embeds: body.embeds === undefined ? before.embeds : arrayOf(body.embeds),
    components: body.components === undefined ? before.components : arrayOf(body.components),
    // Components V2 can be switched on, never off.
    flags: (body.flags === undefined ? before.flags : Number(body.flags)) | (before.flags & V2),
  };
  refuseIssues([...draftIssues(draft, path), ...mentionIssues(body.allowed_mentions, path)]);
  if (isEmpty(draft)) throw emptyMessage();
  return draft;
}

const V2 = MessageFlags.IsComponentsV2;

function isEmpty(draft: MessageDraft): boolean {
  const { content, embeds, components, flags } = draft;
  if ((flags & V2) !== 0) return components.length === 0;
  return content.trim() === '' && embeds.every(isEmptyEmbed) && components.length === 0;
}

function isEmptyEmbed(embed: unknown): boolean {
  return !isObject(embed) || Object.values(embed).every((value) => !value);
}

function typeIssues(body: Json, path: Path): readonly FormIssue[] {
  const wrong = (key: string, expected: string, fits: (value: unknown) => boolean) => {
    const value = body[key];
    return value === undefined || value === null || fits(value)
      ? []
      : [wrongType([...path, key], expected)];
  };
  return [
    ...wrong('content', 'string', (value) => typeof value === 'string'),
    ...wrong('embeds', 'list', Array.isArray),
    ...wrong('components', 'list', Array.isArray),
    ...wrong('flags', 'int', Number.isInteger),
  ];
}

function draftIssues(draft: MessageDraft, path: Path): readonly FormIssue[] {
  const isV2 = (draft.flags & V2) !== 0;
  return [
    ...(isV2 ? legacyIssues(draft, path) : []),
    ...text(draft.content, [...path, 'content'], MAX_CONTENT),
    ...embedIssues(draft.embeds, [...path, 'embeds']),
    ...componentIssues(draft.components, [...path, 'components'], isV2),
  ];
}

function legacyIssues(draft: MessageDraft, path: Path): readonly FormIssue[] {
  const used = [
    ...(draft.content === '' ? [] : ['content']),
    ...(draft.embeds.length === 0 ? [] : ['embeds']),
  ];
  return used.map((field) => ({
    path: [...path, field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }));
}

function mentionIssues(allowed: unknown, path: Path): readonly FormIssue[] {
  if (allowed === undefined || allowed === null) return [];
  const at = [...path, 'allowed_mentions'];
  if (!isObject(allowed)) return [wrongType(at, 'object')];
  const parse = arrayOf(allowed.parse);
  const issues: FormIssue[] = parse
    .filter((kind) => !['users', 'roles', 'everyone'].includes(stringOf(kind)))
    .map(() => ({
      path: [...at, 'parse'],
      code: 'BASE_TYPE_CHOICES',
      message: `Value must be one of ('roles', 'users', 'everyone').`,
    }));
  for (const kind of ['users', 'roles'] as const) {
    const ids = arrayOf(allowed[kind]);
    if (ids.length > MAX_ALLOWED_IDS) issues.push(badLength([...at, kind], 0, MAX_ALLOWED_IDS));
    if (ids.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      issues.push({ path: at, code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message });
    }
  }
  return issues;
}
