import { z } from 'zod';
import { messageOf } from '../errors.js';
import type { Article } from './article.js';
import { labelBlocks, splitBlocks } from './blocks.js';
import type { BadPart, PlacedArticle, ReadContent } from './content.js';
import { issuesOf } from './issues.js';
import { makeArticle } from './make-article.js';

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

const Row = z.object({
  id: z.union([z.string().regex(/\S/u, 'is blank'), z.number().int()]).transform(String),
  title: z.string(),
  text: z.string(),
  date: optionalText,
  source: optionalText,
  url: optionalText,
  category: optionalText,
});

/**
 * Reads one article a line: `{id, title, text, date?, source?, url?, category?}`. The title is
 * paragraph 0, even where it is empty; the blocks of the text follow from 1. Blank lines are passed
 * over; a bad line is reported, and the others are still read. A date is read as ISO where it names a
 * day that exists.
 */
export function readJsonLines(content: string): ReadContent {
  const articles: PlacedArticle[] = [];
  const bad: BadPart[] = [];
  content.split('\n').forEach((text, index) => {
    if (text.trim() === '') return;
    const line = index + 1;
    const read = readLine(text);
    if (typeof read === 'string') bad.push({ line, reason: read });
    else articles.push({ line, article: read });
  });
  return { articles, bad };
}

function readLine(text: string): Article | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${messageOf(error)}`;
  }
  const row = Row.safeParse(value);
  if (!row.success) return issuesOf(row.error, 'the line');
  const { title, text: body } = row.data;
  const blocks = labelBlocks(title, splitBlocks(body.replaceAll('\r\n', '\n')));
  if (title.trim() === '' && blocks.length === 1) return 'title and text are both empty';
  return makeArticle(row.data, blocks);
}
