import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { readPack } from '../../src/models/pack.js';
import { questionIds, readingRows } from '../../src/models/reading-rows.js';
import { loadModel, runBatch } from '../../src/models/serve.js';

const QUESTION = 'روند سیاسی در کدام شهرها آغاز شد؟';
const PASSAGE =
  'پرزیدنت اسد گفت: حدود دو سال است که روند سیاسی را آغاز کرده ایم، خواه در سوچی خواه در آستانه و یا اخیراً در ژنو.';

/** What this pack's reader says of "no answer" where no sum of bytes is cut; cut ones gave 1.92 and 2.07. Another reader says otherwise. */
const START_AND_END = [1.83, 1.9];

test('the reader says the same on processors with VNNI and without', async () => {
  const pack = await readPack(readConfig({}).packFolder);
  const { tokenizer, session } = await loadModel(pack, 'reader.onnx');
  const { queryPrefix, passagePrefix } = pack;
  const front = questionIds(tokenizer.tokens(queryPrefix + QUESTION), queryPrefix.length);
  const [row] = readingRows(front, tokenizer.tokens(passagePrefix + PASSAGE), passagePrefix.length);
  const { values } = await runBatch(session, [row?.ids ?? []], 'spans');
  for (const [at, logit] of START_AND_END.entries()) {
    expect(Math.abs((values[at] ?? 0) - logit)).toBeLessThan(0.06);
  }
});
