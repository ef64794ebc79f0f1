import { sentences } from '../language/sentences.js';
import type { Span } from '../language/span.js';
import type { Article, Passage } from './article.js';
import { resolveSpeakers } from './speaker.js';

/**
 * The longest passage in UTF-16 units: Persian takes about 4 units a token, so passage, headline and
 * speaker together stay within the encoder's 512 tokens (a longer one is windowed by the encoder).
 */
const LONGEST_PASSAGE = 1400;

/**
 * Cuts an article into passages: each body paragraph is one, a long one several, cut between
 * sentences. The headline is every passage's context, and a passage itself only where there is no
 * body.
 */
export function passagesOf(article: Article): readonly Passage[] {
  const body = article.blocks.filter((block) => block.role === 'body');
  const blocks = body.length > 0 ? body : article.blocks.slice(0, 1);
  const speakers = resolveSpeakers(blocks.map((block) => block.text));
  return blocks.flatMap((block, index) =>
    cut(block.text).map(({ start, end }) => ({
      articleId: article.id,
      paragraph: block.paragraph,
      start,
      end,
      text: block.text.slice(start, end),
      title: block.role === 'headline' ? '' : article.title,
      speaker: speakers[index] ?? null,
    })),
  );
}

/** What stands around a passage: its headline, and who speaks. */
export function contextOf({ title, speaker }: Pick<Passage, 'title' | 'speaker'>): string {
  return [title, speaker].filter(Boolean).join('\n');
}

/** A passage as it is encoded: what stands around it, then its words. */
export function withContext(passage: Pick<Passage, 'title' | 'speaker' | 'text'>): string {
  return [contextOf(passage), passage.text].filter(Boolean).join('\n');
}

/** Groups a paragraph's sentences into spans of at most LONGEST_PASSAGE units. */
function cut(paragraph: string): readonly Span[] {
  if (paragraph.length <= LONGEST_PASSAGE) return [{ start: 0, end: paragraph.length }];
  const spans: Span[] = [];
  for (const part of sentences(paragraph).flatMap((span) => splitLong(paragraph, span))) {
    const open = spans.at(-1);
    if (open && part.end - open.start <= LONGEST_PASSAGE) {
      spans[spans.length - 1] = { start: open.start, end: part.end };
    } else spans.push(part);
  }
  return spans;
}

/** A sentence longer than a passage is cut at its last space before the limit, if it has one. */
function splitLong(paragraph: string, { start, end }: Span): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  while (end - from > LONGEST_PASSAGE) {
    const space = paragraph.lastIndexOf(' ', from + LONGEST_PASSAGE);
    const to = space > from ? space : avoidSplitPair(paragraph, from + LONGEST_PASSAGE);
    parts.push({ start: from, end: to });
    from = paragraph[to] === ' ' ? to + 1 : to;
  }
  return [...parts, { start: from, end }];
}

/** Moves a cut off the middle of a surrogate pair. */
function avoidSplitPair(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
