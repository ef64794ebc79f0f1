import { type Page, type PageElement, type PageNode, shownText, TEXT } from './page.js';
import { type Furniture, labelKind, pointsElsewhere } from './page-labels.js';
import { runningText } from './running-text.js';

/** Never part of an article's words. */
const NEVER =
  'script, style, noscript, template, form, button, input, select, textarea, marquee, nav, dialog, [hidden], [aria-hidden="true"], [role="navigation"], [role="complementary"], [role="banner"], [role="search"], [role="dialog"]';
const MEDIA = 'video, audio, iframe, embed, object';
/** Words of classes and ids that name furniture; a name is cut into words at -, _ and capitals. */
const NAMES = new Set(
  'ad ads advert advertisement breadcrumb breadcrumbs breaking comment comments cookie disqus jwplayer menu mostread mostviewed navbar newsbar newsletter player popular print promo rating related share sharing sidebar social socials subscribe tags ticker trending addthis sharethis'.split(
    ' ',
  ),
);
/** What Readability takes for the author's name. */
const BYLINE = /byline|author|dateline|writtenby/iu;
/** Each is looked at with all that is around it: a page of nothing but labels is left as it is. */
const MOST_LABELS = 300;
const HEADING = /^h[1-6]$/u;
const PARAGRAPH = /^(?:p|h[1-6]|blockquote)$/u;

/**
 * Takes out of a page what is not its article: scripts, menus and forms, players with their captions,
 * the ticker, links to other articles, the readers' comments and ways to share. What holds the headline
 * or most of the page's text stays, whatever its name, and so does a piece of a sentence.
 */
export function removeFurniture(page: Page): void {
  for (const element of [...page.querySelectorAll(NEVER)]) element.remove();
  for (const element of [...page.querySelectorAll(MEDIA)]) removePlayer(element);
  const isKept = keeperOf(page);
  const isRunning = runningText(namesFurniture);
  for (const element of [...page.querySelectorAll('[class], [id]')]) {
    if (isRunning(element)) removeNames(element);
    else if (namesFurniture(element) && !isKept(element)) element.remove();
  }
  let labels = 0;
  for (const text of textNodes(page.body)) {
    const box = text.parentElement;
    const shown = shownText(text.textContent);
    const kind = labelKind(shown);
    const isPointer = kind === null && pointsElsewhere(shown);
    if (box === null || (kind === null && !isPointer) || !page.contains(text)) continue;
    if (isRunning(box)) continue;
    if (kind !== null) removeLabelled(kind, box, isKept);
    else removePointer(box, isKept);
    labels += 1;
    if (labels === MOST_LABELS) break;
  }
}

/** Tells what must stay: the page's frame, and what holds the headline or half of the words. */
function keeperOf(page: Page): (element: PageElement) => boolean {
  const half = page.body.textContent.length / 2;
  return (element) =>
    /^(?:html|body|main|article|h1)$/u.test(element.localName) ||
    element.querySelector('h1, article, main') !== null ||
    element.textContent.length > half;
}

function namesOf(element: PageElement): string {
  return `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
}

/** Readability, too, goes by names, and would take a piece out of its sentence. */
function removeNames(element: PageElement): void {
  if (BYLINE.test(namesOf(element))) return;
  element.removeAttribute('class');
  element.removeAttribute('id');
}

function namesFurniture(element: PageElement): boolean {
  const words = namesOf(element)
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .toLowerCase()
    .split(/[\s_-]+/u);
  return words.some((word) => NAMES.has(word));
}

/** A caption is no longer than this. */
const CAPTION = 300;

function removePlayer(media: PageElement): void {
  let box = media.closest('figure') ?? media;
  for (let parent = box.parentElement; parent !== null; parent = box.parentElement) {
    const isOwn = /^(?:div|section|span|p)$/u.test(parent.localName);
    if (!isOwn || parent.textContent.length > CAPTION || parent.querySelector('h1') !== null) break;
    box = parent;
  }
  const next = box.nextElementSibling;
  if (next !== null && /caption/iu.test(next.getAttribute('class') ?? '')) next.remove();
  box.remove();
}

function removeLabelled(
  kind: Furniture,
  label: PageElement,
  isKept: (element: PageElement) => boolean,
): void {
  if (isKept(label) || label.closest('h1') !== null) return;
  const fits = kind === 'ticker' ? isTicker : isLinks;
  let box = label;
  for (let parent = box.parentElement; parent !== null; parent = box.parentElement) {
    if (isKept(parent) || !fits(parent, label)) break;
    box = parent;
  }
  // A label on its own names what comes after it: all of it, or the links only.
  if (box.querySelector('a') === null && kind !== 'ticker') {
    const rest = siblingsAfter(box);
    const ofComments = kind === 'comments' && isEnd(box, rest);
    const end = ofComments ? -1 : rest.findIndex((next) => isKept(next) || !isLinks(next, null));
    for (const next of end === -1 ? rest : rest.slice(0, end)) next.remove();
  }
  box.remove();
}

/** Whether nearly all of an element's words, but for its label's, are links. */
function isLinks(element: PageElement, label: PageElement | null): boolean {
  const all = shownText(element.textContent).length;
  const named = label === null ? 0 : shownText(label.textContent).length;
  const linked = [...element.querySelectorAll('a')]
    .filter((link) => label === null || !label.contains(link))
    .reduce((sum, link) => sum + shownText(link.textContent).length, 0);
  if (element.localName === 'a') return true;
  return all - named - linked <= 0.2 * all && (label !== null || linked > 0);
}

function siblingsAfter(element: PageElement): readonly PageElement[] {
  const siblings = [...(element.parentElement?.children ?? [])];
  return siblings.slice(siblings.indexOf(element) + 1);
}

/** Whether more stands before an element than after it: a label above the article is no end of it. */
function isEnd(element: PageElement, rest: readonly PageElement[]): boolean {
  const all = element.parentElement?.textContent.length ?? 0;
  const after = rest.reduce((sum, next) => sum + next.textContent.length, 0);
  return after < all / 2;
}

/** A ticker is longer than its word, and has no paragraphs. */
function isTicker(element: PageElement): boolean {
  return (
    !PARAGRAPH.test(element.localName) &&
    !HEADING.test(element.localName) &&
    element.querySelector('p') === null &&
    element.textContent.length <= 1000
  );
}

function removePointer(box: PageElement, isKept: (element: PageElement) => boolean): void {
  const paragraph = box.closest('p, li, div');
  if (paragraph !== null && paragraph.textContent.length <= CAPTION && !isKept(paragraph)) {
    paragraph.remove();
  }
}

function* textNodes(root: PageNode): Generator<PageNode> {
  const open: PageNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeType === TEXT) yield node;
    else for (const child of [...node.childNodes].reverse()) open.push(child);
  }
}
