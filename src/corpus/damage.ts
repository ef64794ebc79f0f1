import type { Article } from './article.js';
import type { ReadContent } from './content.js';
import { LOST } from './encoding.js';
import { inEnglish, type Reason, reasonFor } from './reasons.js';

/** In UTF-16 units, what is shown on either side of it. */
const AROUND = 30;
/** In UTF-16 units. */
const LONGEST_TITLE = 100;

/** Why an article cannot be quoted: letters of its own text, title or author were lost. Null where none were. */
export function damageOf({ blocks }: Pick<Article, 'blocks'>): Reason | null {
  const text = blocks.find((block) => block.text.includes(LOST))?.text;
  if (text === undefined) return null;
  const at = text.indexOf(LOST);
  const words = text.slice(Math.max(0, at - AROUND), at + AROUND).toWellFormed();
  return reasonFor('lost-letters', { words });
}

/** A reason that names the article that it is about. */
export function titled({ title }: Pick<Article, 'title'>, reason: Reason): Reason {
  return reasonFor('titled', { title: title.slice(0, LONGEST_TITLE).toWellFormed(), reason });
}

/** What is read of a damaged file without the articles that are damaged, which are told. */
export function withoutDamaged({ articles, bad }: ReadContent): ReadContent {
  const looked = articles.map((placed) => ({ placed, damage: damageOf(placed.article) }));
  return {
    articles: looked.filter(({ damage }) => damage === null).map(({ placed }) => placed),
    bad: [
      ...bad,
      ...looked.flatMap(({ placed: { line, article }, damage: reason }) =>
        reason === null
          ? []
          : [{ line, reason: inEnglish(titled(article, reason)), id: article.id }],
      ),
    ],
  };
}
