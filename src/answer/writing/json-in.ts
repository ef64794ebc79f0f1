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
  const fence = rest.search(/\n\s*```/u);
  try {
    return parsePartialJson(fence < 0 ? rest : rest.slice(0, fence));
  } catch {
    return null;
  }
}
