import { parseDocument } from 'yaml';
import { z } from 'zod';
import { MostanadError } from '../errors.js';
import { normalize } from '../language/normalize.js';
import type { Article } from './article.js';
import { labelBlocks, splitBlocks } from './blocks.js';
import { issuesOf } from './issues.js';
import { LineError } from './line-error.js';
import { makeArticle } from './make-article.js';
import { firstHeading, markdownText } from './markdown-text.js';
import { reasonFor } from './reasons.js';

const field = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : String(value).trim() || null));

const FrontMatter = z.object({
  title: field,
  date: field,
  source: field,
  url: field,
  category: field,
});

/** Front matter at the very start, between lines of three dashes. */
const PARTS = /^---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/u;

/**
 * Reads one article from Markdown, with YAML front matter where there is some: title, date, source, url
 * and category. Without a title there, the first heading is the headline, or else the first block.
 *
 * @param id - the article's id, from its file's name
 * @throws LineError where the front matter is damaged
 * @throws MostanadError `corpus` where there is no text
 */
export function readMarkdown(id: string, content: string): Article {
  const match = PARTS.exec(content);
  const facts = frontMatter(match?.[1] ?? '');
  const { title, texts } = split(content.slice(match?.[0].length ?? 0), facts.title);
  if (title === undefined) throw new MostanadError('corpus', 'the file has no text');
  const blocks = labelBlocks(title, texts);
  return makeArticle({ ...facts, id, title }, blocks);
}

function frontMatter(yaml: string): z.infer<typeof FrontMatter> {
  const document = parseDocument(yaml, { prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    // The first line of the file is the dashes.
    const line = yaml.slice(0, error.pos[0]).split('\n').length + 1;
    throw new LineError(line, reasonFor('front-matter', { cause: error.message }), {
      cause: error,
    });
  }
  const read = FrontMatter.safeParse(document.toJS() ?? {});
  if (read.success) return read.data;
  throw new LineError(1, reasonFor('front-matter', { cause: issuesOf(read.error, 'the whole') }));
}

function split(
  body: string,
  given: string | null,
): { readonly title: string | undefined; readonly texts: readonly string[] } {
  const heading = firstHeading(body);
  const isHeadline =
    heading !== null && (given === null || normalize(heading.text) === normalize(given));
  const texts = splitBlocks(markdownText(isHeadline ? heading.rest : body));
  const title = given ?? heading?.text;
  return title === undefined ? { title: texts[0], texts: texts.slice(1) } : { title, texts };
}
