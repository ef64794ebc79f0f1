/** The reader's thread: which words of each passage answer a question, or whether a statement follows. */
import { type AnswerSpan, answerSpans, withoutOverlap } from './answer-spans.js';
import { batchesOf } from './batches.js';
import type { ReaderReply, ReaderRequest, Verdict } from './reader.js';
import { questionIds, type ReadingRow, readingRows } from './reading-rows.js';
import { type Model, runBatch, serve } from './serve.js';
import { likeliestVerdict, verdictOf } from './verdict.js';

/** Rows of one batch at most: each holds its activations in memory. */
const BATCH = 8;
/** Answers of one passage. */
const ANSWERS = 3;
/** The statement head's outputs: entailed, contradicted, neutral. */
const LABELS = 3;

await serve(
  'reader.onnx',
  (model, request: ReaderRequest): Promise<ReaderReply> =>
    request.kind === 'read' ? read(model, request) : judge(model, request),
);

async function read(
  model: Model,
  request: ReaderRequest,
): Promise<readonly (readonly AnswerSpan[])[]> {
  const spans = await mapRows(model, request, 'spans', (row, logits, length, at) =>
    answerSpans(row, logits.subarray(2 * at * length, 2 * (at + 1) * length), ANSWERS),
  );
  return spans.map((found) => withoutOverlap(found.flat(), ANSWERS));
}

async function judge(model: Model, request: ReaderRequest): Promise<readonly Verdict[]> {
  const verdicts = await mapRows(model, request, 'statement', (_row, logits, _length, at) =>
    verdictOf(logits.subarray(LABELS * at, LABELS * (at + 1))),
  );
  return verdicts.map(likeliestVerdict);
}

/** Runs the windows of every passage and makes something of each, by passage. */
async function mapRows<Made>(
  { pack, tokenizer, session }: Model,
  { asked, passages }: ReaderRequest,
  output: string,
  make: (row: ReadingRow, values: Float32Array, length: number, at: number) => Made,
): Promise<readonly (readonly Made[])[]> {
  const { queryPrefix } = pack;
  const front = questionIds(tokenizer.tokens(queryPrefix + asked), queryPrefix.length);
  const rows = passages.flatMap(({ context, text }, passage) => {
    const before = context === '' ? pack.passagePrefix : `${pack.passagePrefix}${context}\n`;
    const tokens = tokenizer.tokens(before + text);
    return readingRows(front, tokens, before.length).map((row) => ({ row, passage }));
  });
  const made: Made[][] = passages.map(() => []);
  rows.sort((a, b) => a.row.ids.length - b.row.ids.length);
  // Padding costs as much as words.
  const lengths = rows.map(({ row }) => row.ids.length);
  let from = 0;
  for (const count of batchesOf(lengths, BATCH)) {
    const batch = rows.slice(from, from + count);
    from += count;
    const ids = batch.map(({ row }) => row.ids);
    const { values, length } = await runBatch(session, ids, output);
    batch.forEach(({ row, passage }, index) => {
      made[passage]?.push(make(row, values, length, index));
    });
  }
  return made;
}
