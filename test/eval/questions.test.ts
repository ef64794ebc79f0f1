import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readQuestions } from '../../src/eval/questions.js';
import { temporaryFolder } from '../support/folders.js';

test('a question without a part that it must have is told by file, line and part', async () => {
  const file = join(temporaryFolder(), 'questions.jsonl');
  const rows = [{ question: 'پایتخت ایران کجاست؟', answerable: true }, { question: 'کی؟' }];
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  await expect(readQuestions(file)).rejects.toThrow(
    `questions ${file}, line 2: answerable: is missing`,
  );
});
