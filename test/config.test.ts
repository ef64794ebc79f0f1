import { expect, test } from 'vitest';
import { readConfig } from '../src/config.js';

test('a variable that is there but empty, as in a copied .env.example, counts as missing', () => {
  const empty = { MOSTANAD_CORPUS: '', MOSTANAD_DATA: ' ', CHAT_MODEL: '', ENGINE: '' };
  expect(readConfig({}, empty)).toEqual(readConfig({}, {}));
});

test('every wrong variable is named at once, and each once', () => {
  const wrong = { CHAT_MODEL: 'gpt', CHAT_TIMEOUT: '0', ENGINE: 'lucene', OPENSEARCH_SHARDS: '0' };
  const names = [...messageOf(() => readConfig({}, wrong)).matchAll(/^ {2}(\w+): /gmu)];
  expect(names.map(([, name]) => name)).toEqual(Object.keys(wrong));
});

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
