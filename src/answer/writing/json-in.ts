import { parsePartialJson } from '@langchain/core/output_parsers';

/**
 * The JSON of a model's reply, without other words, a fence, or what a reasoning model thought before;
 * of the beginning of a reply, as much as is there. Null where there is none.
 *
 * @param beginning - how it begins
 */
export function jsonIn(reply: string, beginning: RegExp): unknown {
  const said = reply.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/u, '');
  const start = said.search(beginning);
  if (start < 0) return null;
  const rest = said.slice(start);
  try {
    return parsePartialJson(rest.slice(0, valueEnd(rest)));
  } catch {
    return null;
  }
}

/** Where the value that a text begins with ends: behind the bracket that closes its first. */
function valueEnd(text: string): number {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
