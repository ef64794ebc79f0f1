/** A heading of a Markdown file: its line, from 0, and the words without marks. */
export interface MarkdownHeading {
  readonly text: string;
  /** The other lines: what is before and after the heading. */
  readonly rest: string;
}

const ATX = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/u;
const FENCE = /^ {0,3}(?:```+|~~~+)/u;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/u;
const TABLE_RULE = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u;
const DEFINITION = /^ {0,3}\[[^\]]+\]:[ \t]*\S+.*$/u;

/** Takes a Markdown text's first heading out, where it has one. */
export function firstHeading(markdown: string): MarkdownHeading | null {
  const lines = markdown.split('\n');
  let inFence = false;
  for (const [index, line] of lines.entries()) {
    if (FENCE.test(line)) inFence = !inFence;
    if (inFence) continue;
    const heading = ATX.exec(line)?.[1];
    const isUnderlined = line.trim() !== '' && UNDERLINE.test(lines[index + 1] ?? '');
    if (heading === undefined && !isUnderlined) continue;
    const rest = [...lines.slice(0, index), '', ...lines.slice(index + (isUnderlined ? 2 : 1))];
    return { text: inlineText(heading ?? line).trim(), rest: rest.join('\n') };
  }
  return null;
}

/**
 * The words of a Markdown text (CommonMark's marks, tables and ~~strikes~~), with blank lines between
 * its blocks: links and emphasis keep their words, pictures, HTML tags and rules go.
 */
export function markdownText(markdown: string): string {
  const lines: string[] = [];
  let inFence = false;
  for (const line of markdown.replace(/<!--[\s\S]*?-->/gu, '').split('\n')) {
    if (FENCE.test(line)) inFence = !inFence;
    else if (inFence) lines.push(line);
    else lines.push(...blockLine(line, lines.at(-1) ?? ''));
  }
  return lines.join('\n');
}

/** A line without its block's marks, with what parts it from other blocks. */
function blockLine(line: string, before: string): readonly string[] {
  const isUnderline = UNDERLINE.test(line) && before.trim() !== '';
  if (isUnderline || RULE.test(line)) return [''];
  if (line.includes('|') && TABLE_RULE.test(line)) return [];
  if (DEFINITION.test(line)) return [];
  const heading = ATX.exec(line)?.[1];
  if (heading !== undefined) return ['', inlineText(heading), ''];
  const row = /^ {0,3}\|(.*)\|[ \t]*$/u.exec(line)?.[1];
  if (row !== undefined)
    return [
      inlineText(
        row
          .split('|')
          .map((cell) => cell.trim())
          .join(' '),
      ),
    ];
  return [
    inlineText(
      line.replace(/^[ \t]*(?:>[ \t]?)+/u, '').replace(/^[ \t]*(?:[-+*]|\d{1,2}[.)])[ \t]+/u, ''),
    ),
  ];
}

/**
 * Words of a line without the marks of emphasis, links, pictures, code and HTML. What is between two marks
 * is at most 1000 letters, so that a line of marks alone takes no time without end.
 */
function inlineText(line: string): string {
  const kept: string[] = [];
  // What is escaped is a letter: it is put aside so that no rule takes it for a mark.
  const aside = (letters: string): string => `\ue000${kept.push(letters) - 1}\ue001`;
  return (
    line
      .replace(/\\([!-/:-@[-`{-~])/gu, (_, letter: string) => aside(letter))
      .replace(/(`+)([^`]+)\1/gu, (_, __, code: string) => aside(code.trim()))
      .replace(/!\[[^\]]{0,999}\](?:\([^)]{0,999}\)|\[[^\]]{0,999}\]) ?/gu, '')
      .replace(/\[\^[^\]]{1,999}\]:?/gu, '')
      .replace(/\[([^\]]{1,999})\](?:\([^)]{0,999}\)|\[[^\]]{0,999}\])/gu, '$1')
      .replace(/<((?:https?|mailto):[^>\s]+)>/gu, '$1')
      .replace(/<br[^>]{0,99}>/giu, '\n')
      .replace(/<\/?[a-z][^>]{0,999}>/giu, '')
      // Between numbers a star multiplies.
      .replace(/(?<!\p{N})(\*{1,3})(?=\S)(.{0,999}?\S)\1/gu, '$2')
      .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)(.{0,999}?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
      .replace(/~~(?=\S)(.{0,999}?\S)~~/gu, '$1')
      .replace(/(?:\\| {2,})$/u, '')
      .replace(/\ue000(\d+)\ue001/gu, (_, index: string) => kept[Number(index)] ?? '')
  );
}
