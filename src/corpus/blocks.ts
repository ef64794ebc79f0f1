import { normalize } from '../language/normalize.js';
import type { Block, BlockRole } from './article.js';

/** «مسكو-سانا»: a place, a dash and an agency, a few words of letters and no more. */
const DATELINE = /^[\p{L}\p{M}\u200c ]{2,30}\s*[-–—ـ/]\s*[\p{L}\p{M}\u200c ]{2,30}$/u;
/** A name of one to three words, as editors sign: letters, and no sentence. */
const BYLINE = /^[\p{L}\p{M}\u200c.]+(?:[ /][\p{L}\p{M}\u200c.]+){0,2}\/?$/u;
const SENTENCE_END = /[.!؟?؛…:»"]\s*$/u;

/** The blocks of a text: runs of lines between blank lines, trimmed, in order. */
export function splitBlocks(text: string): readonly string[] {
  return text
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/u)
    .map((block) => block.trim())
    .filter((block) => block !== '');
}

/**
 * Gives each body block its number and role. `blocks` are the article's blocks after the headline.
 * A dateline stands first, a byline last, and neither may be all that the article has.
 */
export function labelBlocks(headline: string, blocks: readonly string[]): readonly Block[] {
  const last = blocks.length - 1;
  const roleOf = (text: string, index: number): BlockRole => {
    if (index === 0 && last > 0 && DATELINE.test(text)) return 'dateline';
    if (index === last && last > 0 && isByline(text, blocks[index - 1] ?? '')) return 'byline';
    return 'body';
  };
  return [
    { paragraph: 0, role: 'headline', text: headline },
    ...blocks.map((text, index) => ({ paragraph: index + 1, role: roleOf(text, index), text })),
  ];
}

/** The agency of a dateline («مسكو-سانا» gives «سانا»); null where there is no dateline. */
export function agencyOf(blocks: readonly Block[]): string | null {
  const dateline = blocks.find((block) => block.role === 'dateline');
  return (
    dateline?.text
      .split(/[-–—ـ/]/u)
      .at(-1)
      ?.trim() || null
  );
}

/** An article's blocks with its author as the last, where it does not end with the same name. */
export function withByline(blocks: readonly Block[], author: string | null): readonly Block[] {
  const last = blocks.at(-1);
  if (author === null || (last?.role === 'byline' && normalize(last.text) === normalize(author))) {
    return blocks;
  }
  return [...blocks, { paragraph: blocks.length, role: 'byline', text: author }];
}

function isByline(text: string, before: string): boolean {
  // A list's last item is as short as a name, but what stands before it does not end a sentence.
  return (
    text.length <= 40 && BYLINE.test(text) && !SENTENCE_END.test(text) && SENTENCE_END.test(before)
  );
}
