import { MostanadError } from '../errors.js';
import type { Article, Block } from './article.js';
import { labelBlocks, splitBlocks } from './blocks.js';
import { makeArticle } from './make-article.js';

/**
 * Reads one article from plain text: the first block is the headline, a place-agency line and a
 * closing name are told from the body.
 *
 * @param id - the article's id, from its file's name
 * @throws MostanadError `corpus` where there is no text
 */
export function readText(id: string, content: string): Article {
  const [headline, ...rest] = splitBlocks(content);
  if (headline === undefined) throw new MostanadError('corpus', 'the file has no text');
  const [firstLine = headline] = headline.split('\n');
  // Without blank lines all is one block: its first line is the title, and it is answered from whole.
  const blocks: readonly Block[] =
    rest.length === 0 && firstLine !== headline
      ? [{ paragraph: 0, role: 'body', text: headline }]
      : labelBlocks(headline, rest);
  const title = rest.length === 0 ? firstLine : headline;
  return makeArticle({ id, title, date: null, source: null, url: null, category: null }, blocks);
}
