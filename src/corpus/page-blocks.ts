import { splitBlocks } from './blocks.js';
import { ELEMENT, type PageNode, TEXT, WHITE } from './page.js';

/** Elements whose text stands apart from what is around them. */
const PARAGRAPHS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre section summary table ul'.split(
    ' ',
  ),
);
/** Elements that are a line of the block that they are in. */
const LINES = new Set(['li', 'tr', 'caption']);
const CELLS = new Set(['td', 'th']);
/** Where a line begins or ends; two of them together are one line end, where two breaks part blocks. */
const LINE_EDGE = '\v';
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'head', 'title']);

/**
 * The blocks of text under a node, as a reader sees them: paragraphs and headings each one, a list or
 * table one with a line for each item or row. Half-spaces and the other letters stay as they are.
 */
export function pageBlocks(root: PageNode): readonly string[] {
  const parts: string[] = [];
  // A stack and no recursion: damaged pages are nested thousands deep.
  const open: (PageNode | string)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') parts.push(next);
    else if (next.nodeType === TEXT) parts.push(next.textContent.replace(WHITE, ' '));
    else if (next.nodeType === ELEMENT) {
      const name = (next as PageNode & { readonly localName: string }).localName;
      if (UNSEEN.has(name)) continue;
      const gap = gapAround(name);
      parts.push(name === 'br' ? '\n' : gap);
      open.push(gap);
      for (const child of [...next.childNodes].reverse()) open.push(child);
    }
  }
  const text = parts
    .join('')
    .replace(/ {2,}/gu, ' ')
    .replace(/(?: ?\v)+ ?/gu, '\n')
    .replace(/ ?\n ?/gu, '\n');
  return splitBlocks(text);
}

/** Whether the text of an element of this name goes on in the line that it is in. */
export function isInline(name: string): boolean {
  return name !== 'br' && gapAround(name) === '';
}

function gapAround(name: string): string {
  if (PARAGRAPHS.has(name)) return '\n\n';
  if (CELLS.has(name)) return ' ';
  return LINES.has(name) ? LINE_EDGE : '';
}
