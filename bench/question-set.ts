/**
 * Turns PQuAD validation into a corpus and a question file for eval, titles as articles:
 * `node dist/bench/question-set.js --data DIR --out DIR`. All paragraphs, and the questions of the titles
 * that the reader was not trained on.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argument, isHeldOut, paragraphsOf, type QuestionRow, readRows } from '../training/data.js';

/** A blank line inside a paragraph would make it two. */
const oneBlock = (text: string) => text.replace(/\s*\n\s*/gu, ' ').trim();

const rows = readRows<QuestionRow>(argument('data'), 'qa/pquad-validation');
const out = argument('out');
mkdirSync(out, { recursive: true });
const titles = [...new Set(rows.map(({ title }) => title))];
const paragraphs = new Map(
  titles.map((title) => [title, paragraphsOf(rows.filter((row) => row.title === title))]),
);

const articles = titles.map((title) => {
  const text = (paragraphs.get(title) ?? []).map(oneBlock).join('\n\n');
  return JSON.stringify({ id: title, title, text });
});
const asked = rows.filter(({ title }) => isHeldOut(title));
const questions = asked.map(({ question, title, paragraph_text, answers, answerable }) => {
  const paragraph = (paragraphs.get(title) ?? []).indexOf(paragraph_text) + 1;
  const right = { paragraphs: answerable ? [paragraph] : [], answers, answerable };
  return JSON.stringify({ question, article: title, ...right });
});
writeFileSync(join(out, 'pquad.jsonl'), `${articles.join('\n')}\n`);
writeFileSync(join(out, 'pquad-questions.jsonl'), `${questions.join('\n')}\n`);
console.log(`${articles.length} articles, ${questions.length} questions`);
