import { ELEMENT, type PageElement, type PageNode, shownText, TEXT } from './page.js';
import { isInline } from './page-blocks.js';
import { labelKind } from './page-labels.js';

/** Elements that hold text; another, as a div, does where its own words are many. */
const OF_TEXT = /^(?:body|p|h[1-6]|li|blockquote|pre|t[dh]|d[td]|caption|figcaption)$/u;
/** In UTF-16 units: a bar of tools around the article has fewer of its own. */
const LEAST_OWN = 100;

/** A line of a block, up to a break or another block. */
interface Line {
  /** Its words, without those of links and of what is named as furniture. */
  readonly own: string[];
  readonly elements: PageElement[];
}

/**
 * Tells of an element whether it is a piece of a sentence: an inline one, with words beside it that are no
 * label, no link and not named as furniture. Each block is looked at once, as it is then.
 *
 * @param isNamed - whether an element is named as furniture
 */
export function runningText(
  isNamed: (element: PageElement) => boolean,
): (element: PageElement) => boolean {
  const known = new Map<PageElement, ReadonlySet<PageElement>>();
  return (element) => {
    const block = blockAround(element);
    if (block === null) return false;
    const running = known.get(block) ?? runningIn(block, isNamed);
    known.set(block, running);
    return running.has(element);
  };
}

/** The block that an inline element is in; null for a block. */
function blockAround(element: PageElement): PageElement | null {
  if (!isInline(element.localName)) return null;
  let around = element.parentElement;
  while (around !== null && isInline(around.localName)) around = around.parentElement;
  return around;
}

function runningIn(
  block: PageElement,
  isNamed: (element: PageElement) => boolean,
): ReadonlySet<PageElement> {
  const { lines, broken } = linesOf(block, isNamed);
  const own = lines.reduce((sum, line) => sum + shownText(line.own.join('')).length, 0);
  if (!OF_TEXT.test(block.localName) && own < LEAST_OWN) return new Set();
  const running = lines.filter((line) => isSaid(shownText(line.own.join(''))));
  return new Set(running.flatMap(({ elements }) => elements).filter((one) => !broken.has(one)));
}

function isSaid(text: string): boolean {
  return /\p{L}/u.test(text) && labelKind(text) === null;
}

/** A block's lines, and the inline elements in it that have blocks in them. */
function linesOf(block: PageElement, isNamed: (element: PageElement) => boolean) {
  let line: Line = { own: [], elements: [] };
  const lines = [line];
  const broken = new Set<PageElement>();
  const open: { readonly node: PageNode; readonly isOwn: boolean }[] = [];
  const enter = (parent: PageNode, isOwn: boolean) => {
    for (const node of [...parent.childNodes].reverse()) open.push({ node, isOwn });
  };
  enter(block, true);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isOwn } = next;
    if (node.nodeType === TEXT && isOwn) line.own.push(node.textContent);
    if (node.nodeType !== ELEMENT) continue;
    const element = node as PageElement;
    if (isInline(element.localName)) {
      line.elements.push(element);
      enter(element, isOwn && element.localName !== 'a' && !isNamed(element));
      continue;
    }
    line = { own: [], elements: [] };
    lines.push(line);
    if (element.localName !== 'br') breakAround(element, block, broken);
  }
  return { lines, broken };
}

function breakAround(element: PageElement, block: PageElement, broken: Set<PageElement>): void {
  let around = element.parentElement;
  while (around !== null && around !== block && !broken.has(around)) {
    broken.add(around);
    around = around.parentElement;
  }
}
