/** The reader's thread: which words of each passage answer a question. */
import { type AnswerSpan, answerSpans, withoutOverlap } from './answer-spans.js';
import type { ReadRequest } from './reader.js';
import { type ReadingRow, readingRows } from './reading-rows.js';
import { type Model, runBatch, serve } from './serve.js';

/** The question's part of a row; few questions are longer, and their end tells least. */
const QUESTION_TOKENS = 64;
/** Rows of one batch: their padding costs as much as their words. */
const BATCH = 8;
/** Answers of one passage. */
const ANSWERS = 3;

await serve('reader.onnx', read);

async function read(
  { pack, tokenizer, session }: Model,
  { question, passages }: ReadRequest,
): Promise<readonly (readonly AnswerSpan[])[]> {
  const asked = tokenizer.ids(pack.queryPrefix + question).slice(0, QUESTION_TOKENS);
  const rows = passages.flatMap(({ context, text }, passage) => {
    const before = context === '' ? pack.passagePrefix : `${pack.passagePrefix}${context}\n`;
    const tokens = tokenizer.tokens(before + text);
    return readingRows(asked, tokens, before.length).map((row) => ({ row, passage }));
  });
  const spans: AnswerSpan[][] = passages.map(() => []);
  rows.sort((a, b) => a.row.ids.length - b.row.ids.length);
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const logits = await logitsOf(
      session,
      batch.map(({ row }) => row),
    );
    batch.forEach(({ row, passage }, index) => {
      spans[passage]?.push(...answerSpans(row, logits[index] ?? new Float32Array(), ANSWERS));
    });
  }
  return spans.map((found) => withoutOverlap(found, ANSWERS));
}

async function logitsOf(
  session: Model['session'],
  rows: readonly ReadingRow[],
): Promise<readonly Float32Array[]> {
  const ids = rows.map((row) => row.ids);
  const { values, length } = await runBatch(session, ids, 'spans');
  return rows.map((_, row) => values.subarray(2 * row * length, 2 * (row + 1) * length));
}
