import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { mayOverflow, sessionOptions } from '../../src/models/session-options.js';

// One MatMulIntegerToFloat as training/graph.py writes them: four bytes "a" less 128, times four weights of 127.
const PRODUCT = Buffer.from(
  'CAg6jgEKNwoBYQoBdwoBcwoBcwoBbRIBeSIUTWF0TXVsSW50ZWdlclRvRmxvYXQ6DWNvbS5taWNyb3NvZnQSAWcqDwgECAEQA0IBd0oEf39/fyoI' +
    'EAJCAW1KAYAqCxABQgFzSgQAAIA/WhMKAWESDgoMCAISCAoCCAEKAggEYhMKAXkSDgoMCAESCAoCCAEKAggBQgQKABARQhEKDWNvbS5taWNyb3Nv' +
    'ZnQQAQ==',
  'base64',
);

test('products of the largest bytes add up whole, whatever the processor', async () => {
  const session = await InferenceSession.create(PRODUCT, sessionOptions());
  const { y } = await session.run({ a: new Tensor('uint8', new Uint8Array(4).fill(255), [1, 4]) });
  expect(y?.data[0]).toBe(4 * 127 * 127);
});

test.each([
  ['flags : fpu sse4_2 avx avx2 sha_ni vaes', true],
  ['flags : fpu avx2 avx512f avx512bw', true],
  ['flags : fpu avx2 avx512f avx512_vnni avx512_bf16', false],
  ['flags : fpu avx2 avx_vnni', false],
  ['', true],
])('sums may overflow where no VNNI is told: %s', (info, expected) => {
  expect(mayOverflow(info)).toBe(expected);
});
