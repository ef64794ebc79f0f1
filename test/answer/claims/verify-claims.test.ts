import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBackground } from '../../../src/answer/background.js';
import { type ClaimContext, verifyClaims } from '../../../src/answer/claims/verify-claims.js';
import { readConfig } from '../../../src/config.js';
import { Encoder } from '../../../src/models/encoder.js';
import { readPack } from '../../../src/models/pack.js';
import { openReader } from '../../../src/models/reader.js';
import { passage } from '../../support/passage.js';

let context: ClaimContext;
let close: () => Promise<unknown>;
beforeAll(async () => {
  const pack = await readPack(readConfig({}).packFolder);
  const [reader, embeddings] = [openReader(pack), new Encoder(pack)];
  context = { reader, embeddings, background: await readBackground(pack) };
  close = () => Promise.all([reader.close(), embeddings.close()]);
});
afterAll(() => close());

const CONTROL = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد.';
const PASSAGES = [passage(CONTROL, { title: 'دیدار اسد با پوتین' })];

test('a claim that its quote says is borne out by the whole sentence', async () => {
  const sentence = 'دولت سوریه ۹۰ درصد خاک این کشور را در اختیار دارد.';
  const claim = { sentence, evidence: [{ n: 1, quote: 'کنترل ۹۰ درصد خاک این کشور' }] };
  const [verified] = await verifyClaims(context, PASSAGES, [claim]);
  expect(verified).toEqual({
    claim: {
      sentence,
      quotes: [{ passage: PASSAGES[0], start: 0, end: CONTROL.length, quote: CONTROL }],
    },
  });
});

test('claims without a standing quote, without words or without end are dropped', async () => {
  const quote = 'کنترل 90 درصد خاک این کشور';
  const verified = await verifyClaims(context, PASSAGES, [
    { sentence: CONTROL, evidence: [{ n: 1, quote: 'کنترل همه خاک این کشور' }] },
    { sentence: CONTROL, evidence: [] },
    { sentence: ' … ', evidence: [{ n: 1, quote }] },
    { sentence: CONTROL.repeat(50), evidence: [{ n: 1, quote }] },
  ]);
  expect(verified).toMatchObject([
    { fault: 'no quote' },
    { fault: 'no quote' },
    { fault: 'unsupported' },
    { fault: 'unsupported' },
  ]);
});

test('what the quoted sentences do not say is dropped, and the fault named', async () => {
  const quote = 'کنترل ۹۰ درصد خاک این کشور';
  const verified = await verifyClaims(context, PASSAGES, [
    { sentence: 'دولت سوریه کنترل ۹۵ درصد خاک این کشور را دارد.', evidence: [{ n: 1, quote }] },
    { sentence: 'دولت عراق ۹۰ درصد خاک کشور را در اختیار دارد.', evidence: [{ n: 1, quote }] },
    { sentence: 'قرار است مدارس سوریه دوباره باز شوند.', evidence: [{ n: 1, quote }] },
    { sentence: CONTROL, evidence: [{ n: 1, quote }] },
  ]);
  expect(verified).toMatchObject([
    { fault: 'number' },
    { fault: 'name' },
    { fault: 'unsupported' },
    { claim: { sentence: CONTROL } },
  ]);
});

test('of a claim in other words, true or nearly true, the quotes are kept and the sentence is not', async () => {
  const evidence = [{ n: 1, quote: 'کنترل 90 درصد خاک این کشور' }];
  const sentences = [
    '۹۰ درصد سرزمین سوریه اکنون زیر فرمان دولت این کشور است.',
    'دولت سوریه امیدوار است کنترل ۹۰ درصد خاک این کشور را در اختیار بگیرد.',
  ];
  const claims = sentences.map((sentence) => ({ sentence, evidence }));
  const verified = await verifyClaims(context, PASSAGES, claims);
  const reworded = [{ passage: PASSAGES[0], start: 0, end: CONTROL.length, quote: CONTROL }];
  expect(verified).toEqual([{ reworded }, { reworded }]);
});

test('a sentence in another language than its quote is dropped, also where it is true', async () => {
  const evidence = [{ n: 1, quote: 'کنترل 90 درصد خاک این کشور' }];
  const sentences = [
    'The Syrian government controls 90 percent of the country.',
    'تسيطر الحكومة السورية على 90 بالمئة من أراضي البلاد.',
  ];
  const claims = sentences.map((sentence) => ({ sentence, evidence }));
  const verified = await verifyClaims(context, PASSAGES, claims);
  expect(verified).toMatchObject([{ fault: 'other language' }, { fault: 'other language' }]);
});

test('a quote that is invented does not take along one that stands', async () => {
  const evidence = [
    { n: 1, quote: 'دولت بر همه کشور مسلط است' },
    { n: 1, quote: 'کنترل 90 درصد خاک این کشور' },
  ];
  const [verified] = await verifyClaims(context, PASSAGES, [{ sentence: CONTROL, evidence }]);
  expect(verified).toMatchObject({ claim: { quotes: [{ quote: CONTROL }] } });
});

test('a sentence of what another claims is dropped; of what one says it is shown with who says it', async () => {
  const told = (head: string) =>
    `${head}: «وضع استان تغییر کرده است. ${CONTROL} مردم به خانه‌های خود بازمی‌گردند.»`;
  const evidence = [{ n: 1, quote: 'کنترل 90 درصد خاک این کشور' }];
  const claim = { sentence: 'دولت سوریه ۹۰ درصد خاک این کشور را در اختیار دارد.', evidence };
  const [claimed] = await verifyClaims(context, [passage(told('سخنگوی گروه مدعی شد'))], [claim]);
  expect(claimed).toMatchObject({ fault: 'no quote' });
  const text = told('وی افزود');
  const [said] = await verifyClaims(context, [passage(text)], [claim]);
  expect(said).toMatchObject({ claim: { quotes: [{ quote: text }] } });
});
