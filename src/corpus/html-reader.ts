import { Readability } from '@mozilla/readability';
import { messageOf } from '../errors.js';
import { normalize } from '../language/normalize.js';
import type { Article } from './article.js';
import { labelBlocks, withByline } from './blocks.js';
import { makeArticle } from './make-article.js';
import { type Page, type PageNode, parsePage } from './page.js';
import { pageBlocks } from './page-blocks.js';
import { removeFurniture } from './page-furniture.js';
import { isFeedSignature } from './page-labels.js';
import { pageMeta } from './page-meta.js';
import { ReasonError } from './reason-error.js';
import { reasonFor } from './reasons.js';

/**
 * Reads the article of a page: Mozilla's Readability finds it, after what is known not to be the
 * article was taken out. Paragraphs, headings and lists are its blocks; the author is its byline.
 * Scripts are never run, nothing is fetched.
 *
 * @param id - the article's id, from its file's name
 * @throws MostanadError `corpus` where no article is found in the page, or it is too large
 */
export function readHtml(id: string, html: string): Article {
  const page = parsePage(html);
  const meta = pageMeta(page);
  removeFurniture(page);
  const found = findArticle(page);
  const title = meta.title ?? '';
  const texts = found === null ? [] : withoutTitle(title, pageBlocks(found.content));
  if (texts.length === 0) throw new ReasonError(reasonFor('no-article'));
  const blocks = withByline(labelBlocks(title, texts), meta.author ?? bylineOf(found?.byline));
  const { language, direction } = meta;
  return {
    ...makeArticle({ ...meta, id, title }, blocks),
    ...(language === null ? {} : { language }),
    ...(direction === null ? {} : { direction }),
  };
}

function findArticle(page: Page): { content: PageNode; byline: string | null } | null {
  const reader = new Readability<PageNode>(page as never, {
    serializer: (node) => node as unknown as PageNode,
    disableJSONLD: true,
  });
  try {
    const found = reader.parse();
    return found?.content ? { content: found.content, byline: found.byline ?? null } : null;
  } catch (cause) {
    // It takes for granted what a damaged page may not have.
    throw new ReasonError(reasonFor('page-damaged', { cause: messageOf(cause) }), { cause });
  }
}

/** The blocks of a piece of HTML that is an article already, as feeds carry it. */
export function fragmentBlocks(html: string): readonly string[] {
  const page = parsePage(html);
  removeFurniture(page);
  return pageBlocks(page.body).filter((text) => !isFeedSignature(text));
}

function withoutTitle(title: string, texts: readonly string[]): readonly string[] {
  const isTitle = normalize(texts[0] ?? '') === normalize(title);
  return isTitle ? texts.slice(1) : texts;
}

/** What Readability takes for a byline may be a whole line with a date and a number. */
function bylineOf(text: string | null | undefined): string | null {
  const byline = text?.trim() ?? '';
  return /^[\p{L}\p{M}\u200c\s.،,-]{2,60}$/u.test(byline) ? byline : null;
}
