/** Makes models/background.json: `node dist/training/background.js --data DIR`. */
import type { Background } from '../src/answer/background.js';
import { readConfig } from '../src/config.js';
import { splitBlocks } from '../src/corpus/blocks.js';
import { termsOf } from '../src/language/terms.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import {
  argument,
  type NewsRow,
  paragraphsOf,
  type QuestionRow,
  readRows,
  spread,
} from './data.js';
import { writePackJson } from './pack-json.js';

/** A term in fewer passages than this tells as much as one that was never seen. */
const LEAST_FREQUENCY = 8;
/** Passages a language that its mean vector is taken over. */
const SAMPLE = 400;

const data = argument('data');
const qa = (name: string) => paragraphsOf(readRows<QuestionRow>(data, `qa/${name}`));
const news = ['news/fars', 'news/varzesh3'].flatMap((name) =>
  readRows<NewsRow>(data, name).flatMap(({ text }) => splitBlocks(text)),
);
const texts = {
  fa: [...news, ...qa('pquad-validation')],
  ar: [...qa('arcd-ar'), ...qa('xquad-ar')],
  en: qa('xquad-en'),
};

const counts = new Map<string, number>();
const all = Object.values(texts).flat();
for (const text of all) {
  for (const term of new Set(termsOf(text))) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
}

const { packFolder } = readConfig({});
const encoder = new Encoder(await readPack(packFolder));
const meanOf = async (passages: readonly string[]): Promise<readonly number[]> => {
  const vectors = await encoder.embedDocuments([...spread(passages, SAMPLE)]);
  return Array.from({ length: encoder.pack.dimensions }, (_, at) =>
    Number(
      (vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length).toFixed(5),
    ),
  );
};
const background: Background = {
  passages: all.length,
  frequencies: Object.fromEntries(
    [...counts].filter(([, count]) => count >= LEAST_FREQUENCY).sort((a, b) => b[1] - a[1]),
  ),
  passageMean: {
    fa: [...(await meanOf(texts.fa))],
    ar: [...(await meanOf(texts.ar))],
    en: [...(await meanOf(texts.en))],
  },
};
await encoder.close();
writePackJson(packFolder, 'background.json', `${JSON.stringify(background)}\n`);
console.log(
  `${all.length} passages, ${Object.keys(background.frequencies).length} of ${counts.size} terms kept`,
);
