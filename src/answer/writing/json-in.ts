import { parsePartialJson } from '@langchain/core/output_parsers';

/** A value, and whether it was written to its end; undefined where there is none. */
export interface FoundJson {
  readonly value: unknown;
  readonly isWhole: boolean;
}

const NOTHING: FoundJson = { value: undefined, isWhole: false };

/**
 * The JSON of a model's reply, without other words, a fence, or what a reasoning model thought before;
 * of the beginning of a reply, as much as is there.
 *
 * @param beginning - how it begins
 */
export function jsonIn(reply: string, beginning: RegExp): FoundJson {
  const said = reply.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/u, '');
  const start = said.search(beginning);
  if (start < 0) return NOTHING;
  const rest = said.slice(start);
  const end = valueEnd(rest);
  try {
    return { value: parsePartialJson(rest.slice(0, end ?? rest.length)), isWhole: end !== null };
  } catch {
    return NOTHING;
  }
}

/** Where the value that a text begins with ends: behind the bracket that closes its first; null: it is cut. */
function valueEnd(text: string): number | null {
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
  return null;
}
