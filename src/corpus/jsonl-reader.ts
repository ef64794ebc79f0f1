import { z } from 'zod';
import { messageOf } from '../errors.js';
import type { Article } from './article.js';
import { labelBlocks, splitBlocks, withByline } from './blocks.js';
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
  author: optionalText,
  language: optionalText,
  direction: z.enum(['rtl', 'ltr']).nullish(),
});

/**
 * Reads one article a line: `{id, title, text, date?, source?, url?, category?, author?, language?,
 * direction?}`. The title is paragraph 0, even where it is empty; the blocks of the text follow from
 * 1, and the author is the last. Blank lines are passed over; a bad line is reported, and the others
 * are still read. A date is read as ISO where it names a day that exists.
 */
export function readJsonLines(content: string): ReadContent {
  const articles: PlacedArticle[] = [];
  const bad: BadPart[] = [];
  content.split('\n').forEach((text, index) => {
    if (text.trim() === '') return;
    const line = index + 1;
    const read = readLine(text);
    if (typeof read === 'string') bad.push({ line, reason: read, id: idIn(text) });
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
  const { title, text: body, author, language, direction } = row.data;
  const blocks = labelBlocks(title, splitBlocks(body.replaceAll('\r\n', '\n')));
  if (title.trim() === '' && blocks.length === 1) return 'title and text are both empty';
  return {
    ...makeArticle(row.data, withByline(blocks, author)),
    ...(language === null ? {} : { language }),
    ...(direction == null ? {} : { direction }),
  };
}

/** The id that a bad line gives, as far as it can be seen; null where it cannot. */
function idIn(line: string): string | null {
  const [, text, number] = /"id"\s*:\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+))/u.exec(line) ?? [];
  if (text === undefined) return number ?? null;
  try {
    const id: string = JSON.parse(text);
    return /\S/u.test(id) ? id : null;
  } catch {
    return null;
  }
}

/** An article as a line that reads as the same article again, with what else the line should carry. */
export function jsonLine(article: Article, also: Readonly<Record<string, unknown>> = {}): string {
  const { id, title, date, dateText, source, url, category, language, direction, blocks } = article;
  const [, ...body] = blocks;
  const last = body.at(-1);
  const author = last?.role === 'byline' ? last.text : null;
  const texts = (author === null ? body : body.slice(0, -1)).map((block) => block.text);
  const text = texts.join('\n\n');
  const written = dateText ?? date;
  const row = {
    id,
    title,
    text,
    date: written,
    source,
    url,
    category,
    author,
    language,
    direction,
  };
  return `${JSON.stringify({ ...row, ...also })}\n`;
}
