import { arrayOf, isObject, type Json, objectOf, stringOf } from '../json.js';
import type { FormIssue } from '../refusal.js';
import { badLength, type Path, text, webAddress, wrongType } from './fields.js';

/** Discord's embed limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const LIMITS = {
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  total: 6000,
} as const;

/** What Discord refuses in the embeds of one message. */
export function embedIssues(embeds: readonly unknown[], path: Path): readonly FormIssue[] {
  const issues = embeds.flatMap((embed, index) => oneEmbed(embed, [...path, index]));
  if (embeds.length > LIMITS.embeds) issues.push(badLength(path, 0, LIMITS.embeds));
  const total = embeds.reduce((sum: number, embed) => sum + embedLength(objectOf(embed)), 0);
  if (total > LIMITS.total) {
    issues.push({
      path,
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${LIMITS.total}`,
    });
  }
  return issues;
}

function oneEmbed(embed: unknown, path: Path): FormIssue[] {
  if (!isObject(embed)) return [wrongType(path, 'object')];
  const fields = arrayOf(embed.fields);
  return [
    ...text(embed.title, [...path, 'title'], LIMITS.title),
    ...text(embed.description, [...path, 'description'], LIMITS.description),
    ...webAddress(embed.url, [...path, 'url']),
    ...text(objectOf(embed.footer).text, [...path, 'footer', 'text'], LIMITS.footer),
    ...text(objectOf(embed.author).name, [...path, 'author', 'name'], LIMITS.author),
    ...webAddress(objectOf(embed.author).url, [...path, 'author', 'url']),
    ...colourIssues(embed.color, [...path, 'color']),
    ...timestampIssues(embed.timestamp, [...path, 'timestamp']),
    ...(fields.length > LIMITS.fields
      ? [badLength([...path, 'fields'], 0, LIMITS.fields)]
      : fields.flatMap((field, index) => fieldIssues(field, [...path, 'fields', index]))),
  ];
}

function fieldIssues(field: unknown, path: Path): readonly FormIssue[] {
  const { name, value } = objectOf(field);
  return [
    ...text(name, [...path, 'name'], LIMITS.fieldName, 1),
    ...text(value, [...path, 'value'], LIMITS.fieldValue, 1),
  ];
}

function colourIssues(value: unknown, path: Path): readonly FormIssue[] {
  if (value === undefined || value === null) return [];
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffffff
    ? []
    : [{ path, code: 'NUMBER_TYPE_MAX', message: 'int value should be between 0 and 16777215.' }];
}

function timestampIssues(value: unknown, path: Path): readonly FormIssue[] {
  if (value === undefined || value === null) return [];
  return Number.isNaN(Date.parse(stringOf(value)))
    ? [
        {
          path,
          code: 'DATE_TIME_TYPE_PARSE',
          message: 'Could not parse as an ISO8601 timestamp.',
        },
      ]
    : [];
}

/** The characters that count towards the total of a message. */
function embedLength(embed: Json): number {
  const texts = [
    embed.title,
    embed.description,
    objectOf(embed.footer).text,
    objectOf(embed.author).name,
    ...arrayOf(embed.fields).flatMap((field) => [objectOf(field).name, objectOf(field).value]),
  ];
  return texts.reduce((sum: number, value) => sum + stringOf(value).length, 0);
}
