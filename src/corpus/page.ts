import { parseHTML } from 'linkedom';
import { ReasonError } from './reason-error.js';
import { reasonFor } from './reasons.js';

/** What the readers use of a node of a page; linkedom's own types need a browser's library. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string;
  readonly parentElement: PageElement | null;
  readonly childNodes: ArrayLike<PageNode> & Iterable<PageNode>;
  remove(): void;
}

/** An element of a page. */
export interface PageElement extends PageNode {
  readonly localName: string;
  readonly nextElementSibling: PageElement | null;
  readonly children: Iterable<PageElement>;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  contains(other: PageNode): boolean;
}

/** A page that was parsed. Nothing in it is run or fetched. */
export interface Page extends PageElement {
  readonly body: PageElement;
  readonly documentElement: PageElement;
}

export const ELEMENT = 1;
export const TEXT = 3;

/** A page of more elements is no article, and would take minutes to read. */
const MOST_ELEMENTS = 50_000;
/** Browsers nest no deeper than about this; what finds the article takes the square of it. */
const MOST_DEPTH = 500;

/**
 * Parses a whole page, or a piece of one, which then is the page's body.
 *
 * @throws MostanadError `corpus` where it has too many elements or is nested too deep
 */
export function parsePage(html: string): Page {
  const tags = html.match(/<[a-z]/giu)?.length ?? 0;
  if (tags > MOST_ELEMENTS) {
    throw new ReasonError(reasonFor('elements', { elements: tags, count: MOST_ELEMENTS }));
  }
  const page = parseHTML(withBody(html)).document as unknown as Page;
  const depth = depthOf(page);
  if (depth > MOST_DEPTH) {
    throw new ReasonError(reasonFor('deep', { depth, count: MOST_DEPTH }));
  }
  return page;
}

/** The parser makes no body of its own where a page leaves the tags out, as HTML allows. */
function withBody(html: string): string {
  if (/<body[\s>]/iu.test(html)) return html;
  if (/<\/head\s*>/iu.test(html)) return html.replace(/<\/head\s*>/iu, '</head><body>');
  const inside = html.replace(/<!doctype[^>]*>/iu, '');
  return /<html[\s>]/iu.test(inside)
    ? inside.replace(/<html[^>]*>/iu, (tag) => `${tag}<body>`)
    : `<html><body>${inside}</body></html>`;
}

function depthOf(root: PageNode): number {
  let deepest = 0;
  const open = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const node of next.node.childNodes) open.push({ node, depth: next.depth + 1 });
  }
  return deepest;
}

/** White space that a browser shows as one space, and no-break spaces; half-spaces are not among it. */
export const WHITE = /[ \t\n\v\r\f\u00a0]+/gu;

/** Text on one line, as a browser shows it. */
export function shownText(text: string): string {
  return text.replace(WHITE, ' ').trim();
}
