/**
 * How well the nearness of a sentence to its question tells what is about it (src/answer/writing/on-topic.ts):
 *
 *   node dist/bench/on-topic.js --data DIR
 */
import { readBackground } from '../src/answer/background.js';
import { claimsOnTopic } from '../src/answer/writing/on-topic.js';
import { readConfig } from '../src/config.js';
import { sentences } from '../src/language/sentences.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { argument, readRows } from '../training/data.js';

/** Every so many-th answerable question of PQuAD validation. */
const EVERY = 12;

interface Row {
  readonly question: string;
  readonly answerable: boolean;
  readonly paragraph_text: string;
  readonly answers: readonly { readonly answer_start: number }[];
}

interface Case {
  readonly question: string;
  readonly answering: string;
  readonly beside: string | undefined;
}

const pack = await readPack(readConfig({}).packFolder);
const embeddings = new Encoder(pack);
const context = { embeddings, background: await readBackground(pack) };
const rows = readRows<Row>(argument('data'), 'qa/pquad-validation').filter((row) => row.answerable);
const cases = rows.filter((_, at) => at % EVERY === 0).flatMap(caseOf);
const kept = { answering: 0, beside: 0, elsewhere: 0 };
const asked = { answering: 0, beside: 0, elsewhere: 0 };

for (const [at, { question, answering, beside }] of cases.entries()) {
  const vector = await embeddings.embedQuery(question);
  const elsewhere = cases[(at + 37) % cases.length]?.answering;
  for (const [kind, sentence] of Object.entries({ answering, beside, elsewhere })) {
    if (sentence === undefined) continue;
    const kindOf = kind as keyof typeof kept;
    asked[kindOf] += 1;
    kept[kindOf] += (await claimsOnTopic(context, vector, [{ sentence }])).length;
  }
}
await embeddings.close();
console.log('sentence | kept | of');
for (const kind of ['answering', 'beside', 'elsewhere'] as const) {
  console.log(`${kind} | ${(kept[kind] / asked[kind]).toFixed(3)} | ${asked[kind]}`);
}

/** The sentence that answers, and another of its paragraph. */
function caseOf({ question, paragraph_text, answers }: Row): readonly Case[] {
  const at = answers[0]?.answer_start ?? -1;
  const texts = sentences(paragraph_text).map(({ start, end }) => ({
    text: paragraph_text.slice(start, end),
    answers: start <= at && at < end,
  }));
  const answering = texts.find((one) => one.answers)?.text;
  const beside = texts.find((one) => !one.answers)?.text;
  return answering === undefined ? [] : [{ question, answering, beside }];
}
