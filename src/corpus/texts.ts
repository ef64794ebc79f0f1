import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { MostanadError } from '../errors.js';
import { decodeMarkup, decodeText, isUtf16, withNewlines } from './encoding.js';
import type { Format } from './formats.js';
import { LineError } from './line-error.js';
import { reasonFor } from './reasons.js';

/** A file's text, or whole lines of it, and how many lines stand before them. */
export interface FileText {
  readonly text: string;
  readonly linesBefore: number;
  /** Whether letters of it were lost. */
  readonly isDamaged: boolean;
}

/** Of a larger file of many articles so many bytes are read at a time. */
const AT_A_TIME = 8_000_000;
/** In bytes: more is not sure to fit into a string of JavaScript, which holds 2^29 - 24 units. */
const MOST_IN_STRING = 500_000_000;
const NEWLINE = 0x0a;

/**
 * The text of a file: whole, but for a large one of many articles in UTF-8, which comes in parts.
 *
 * @throws MostanadError `corpus` where it is too large, or its encoding cannot be told
 */
export async function* textsOf(
  path: string,
  { mostBytes, isMarkup }: Format,
): AsyncGenerator<FileText> {
  const { size } = await stat(path);
  if (mostBytes !== null && size > mostBytes) {
    throw new MostanadError('corpus', `${size} bytes: at most ${mostBytes} are read`);
  }
  const chunks = () => createReadStream(path, { highWaterMark: AT_A_TIME });
  if (mostBytes === null && size > AT_A_TIME && (await isUtf8(chunks()))) {
    yield* partsOf(chunks());
    return;
  }
  if (size > MOST_IN_STRING) {
    const limit = `of what is not UTF-8 at most ${MOST_IN_STRING} are read`;
    throw new MostanadError('corpus', `${size} bytes: ${limit} (save the file as UTF-8)`);
  }
  const bytes = await readFile(path);
  if (isMarkup) yield { ...decodeMarkup(bytes), linesBefore: 0 };
  else yield { text: decodeText(bytes), linesBefore: 0, isDamaged: false };
}

/**
 * UTF-8 text in parts of whole lines, as it comes; no more of it is held than what comes at once and one line.
 *
 * @throws LineError where a line is too long
 */
export async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  longestLine = MOST_IN_STRING,
): AsyncGenerator<FileText> {
  let linesBefore = 0;
  /** The beginning of a line that does not end yet. */
  let open: Uint8Array[] = [];
  const partOf = (pieces: readonly Uint8Array[]): FileText => {
    // A mark at the beginning of a later part is none.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: linesBefore > 0 });
    const text = withNewlines(decoder.decode(Buffer.concat(pieces)));
    return { text, linesBefore, isDamaged: false };
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const part = partOf([...open, chunk.subarray(0, end)]);
      yield part;
      linesBefore += part.text.split('\n').length - 1;
      open = [];
    }
    open.push(chunk.subarray(end));
    if (open.reduce((sum, { length }) => sum + length, 0) > longestLine) {
      throw new LineError(linesBefore + 1, reasonFor('large', { bytes: longestLine }));
    }
  }
  yield partOf(open);
}

/** Whether a text is UTF-8, by all of it. */
async function isUtf8(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isValid = (chunk?: Uint8Array): boolean => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && isUtf16(chunk)) return false;
    isFirst = false;
    if (!isValid(chunk)) return false;
  }
  return isValid();
}
