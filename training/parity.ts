/** Prints the product's token ids of the texts of a JSON file: `node parity.js PACK TEXTS`. */
import { readFileSync } from 'node:fs';
import { readPack, readPackFile } from '../src/models/pack.js';
import { createTokenizer } from '../src/models/tokenizer.js';

const [folder = '', file = ''] = process.argv.slice(2);
const pack = await readPack(folder);
const tokenizer = (await readPackFile(pack, 'tokenizer.json')).toString('utf8');
const { ids: tokenize } = createTokenizer(pack, tokenizer);
const texts = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
process.stdout.write(JSON.stringify(texts.map((text) => [0, ...tokenize(text), 2])));
