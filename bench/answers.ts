/**
 * What is answered to each question of a file, as a Markdown table:
 * `node dist/bench/answers.js --corpus PATH --questions FILE --work DIR > bench/answers.md`.
 */
import { answeringWords } from '../src/answer/schema.js';
import { readConfig } from '../src/config.js';
import { readQuestions } from '../src/eval/questions.js';
import { openMostanad } from '../src/mostanad.js';
import { argument } from '../training/data.js';

const cell = (text: string) => text.replace(/[|\\<]/gu, '\\$&').replace(/\s+/gu, ' ');

const bot = await openMostanad(
  readConfig({ corpus: [argument('corpus')], data: argument('work') }),
);
await bot.sync();
console.log('| question | answered in | answer | quote | confidence |\n|---|---|---|---|---|');
for (const { question, paragraphs, answerable } of await readQuestions(argument('questions'))) {
  const { citations, confidence } = await bot.ask(question);
  const [first] = citations;
  const cells = [
    question,
    answerable ? paragraphs.join(', ') : 'nothing',
    first === undefined ? 'declined' : `${answeringWords(first)} [${first.paragraph}]`,
    first?.quote ?? '',
    confidence.toFixed(2),
  ];
  console.log(`| ${cells.map(cell).join(' | ')} |`);
}
await bot.close();
