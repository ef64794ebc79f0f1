import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answer } from '../../src/answer/schema.js';
import { ROOT, temporaryFolder } from '../support/folders.js';

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'mostanad-cli-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Runs the program as a person would, with standard input that is no terminal. */
function run(
  args: readonly string[],
  input = '',
  more: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const script = join(ROOT, 'scripts/mostanad.mjs');
  const environment = {
    ...process.env,
    MOSTANAD_DATA: data,
    MOSTANAD_CORPUS: join(ROOT, 'corpus'),
    ...more,
  };
  return spawnSync(process.execPath, [script, ...args], {
    input,
    encoding: 'utf8',
    env: environment,
  });
}

const question = 'دولت سوریه کنترل چند درصد خاک کشور را در اختیار دارد؟';

describe('ask', () => {
  test('answers with the quote, its title, source and paragraph', () => {
    const { stdout, status } = run(['ask', question]);
    expect(status).toBe(0);
    expect(stdout).toContain('90 درصد خاک این کشور را در اختیار دارد');
    expect(stdout).toContain('برگزاری اجلاس سران سوریه و روسیه');
    expect(stdout).toContain('سانا');
    expect(stdout).toContain('بند 16');
  });

  test('a question in several words needs no quotes', () => {
    expect(run(['ask', ...question.split(' ')]).stdout).toContain('90 درصد');
  });

  test('is asked within sources, days, categories and languages', () => {
    const within = ['--source', 'سانا', '--source', 'ایسنا', '--language', 'فارسی'];
    expect(run(['ask', ...within, question]).stdout).toContain('90 درصد');
    const { stdout, status } = run(['ask', ...within, '--from', '۱ مرداد ۱۴۰۰', question]);
    expect(status).toBe(0);
    expect(stdout).toContain('منبع سانا یا ایسنا، از 2021-07-23، زبان فارسی');
    expect(stdout).not.toContain('90 درصد');
  });

  test.each([
    [['--from', 'پریروز'], 'filter: from "پریروز" is no date'],
    [['--from', '2022', '--to', '2021'], 'filter: to "2021" is before the beginning'],
    [['--language', 'klingon'], 'filter: language "klingon" is no language'],
    [['--category', ' '], 'filter: category "" is blank'],
  ])('a filter that cannot be read is wrong input: %o', (options, message) => {
    const { stdout, stderr, status } = run(['ask', ...options, question]);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('--json prints one object a line of standard input, in order, blank lines passed over', () => {
    const questions = [
      question,
      'قیمت نفت امروز چقدر است؟',
      'Who did President Assad meet in Moscow?',
    ];
    const { stdout, status } = run(['ask', '--json'], questions.join('\n\n'));
    expect(status).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => Answer.parse(JSON.parse(line)));
    expect(answers.map((answer) => answer.question)).toEqual(questions);
    expect(answers.map((answer) => answer.answered)).toEqual([true, false, true]);
    expect(answers.map((answer) => answer.language)).toEqual(['fa', 'fa', 'en']);
  });

  test('--corpus, given once or again, leaves the question alone', () => {
    const corpus = join(ROOT, 'corpus');
    const other = join(temporaryFolder(), 'other.txt');
    writeFileSync(other, 'قیمت نفت\n\nقیمت نفت امروز به هفتاد و دو دلار در هر بشکه رسید.');
    const options = ['--corpus', corpus, '--corpus', other, '--data', temporaryFolder()];
    expect(run(['ask', ...options, question]).stdout).toContain('90 درصد');
    expect(run(['ask', ...options, 'قیمت نفت امروز به چند دلار رسید؟']).stdout).toContain(
      'هفتاد و دو دلار',
    );
  });

  test('wrong arguments are exit status 2', () => {
    expect(run(['ask', '--bogus']).status).toBe(2);
    expect(run(['eval']).status).toBe(2);
    expect(run(['ask', '--data', '', 'x']).stderr).toContain('--data is empty');
    expect(run(['ask', '--help']).status).toBe(0);
    const copy = run(['engine-copy', '--from', 'foo', '--to', 'embedded']);
    expect(copy.stderr).toContain("option '--from <engine>' argument 'foo' is invalid");
    expect(copy.status).toBe(2);
  });

  test('without a terminal there are no colours', () => {
    expect(run(['ask', question]).stdout).not.toContain('\u001b');
  });

  test('a corpus that does not exist is named, with exit status 2 and no stack trace', () => {
    const { stderr, status } = run([
      'ask',
      '--corpus',
      '/nowhere',
      '--data',
      temporaryFolder(),
      '--',
      'x',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('corpus /nowhere: does not exist');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('index', () => {
  test('counts the articles, and a second run finds nothing to do', () => {
    const folder = temporaryFolder();
    const args = ['index', '--data', folder];
    expect(run(args).stderr).toContain('Articles: 1 added, 0 changed, 0 removed, 0 unchanged');
    const again = run(args);
    expect(again.stderr).toContain('Articles: 0 added, 0 changed, 0 removed, 1 unchanged');
    expect(again.status).toBe(0);
  });

  test('a refused line is told with file, line and reason, and the exit status is 1', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'news.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: 'a', title: 't', text: 'متن.' })}\n{bad\n`);
    const { stderr, status } = run(['index', '--corpus', file, '--data', join(folder, 'data')]);
    expect(status).toBe(1);
    expect(stderr).toContain('1 added');
    expect(stderr).toContain(`refused: ${file}, line 2: not JSON`);
  });
});

test('quickstart indexes and answers, from arguments or from standard input', () => {
  const folder = temporaryFolder();
  const byArgument = run(['quickstart', '--data', folder, question]);
  expect(byArgument.stderr).toContain('1 added');
  expect(byArgument.stdout).toContain('90 درصد');
  expect(run(['quickstart', '--data', folder], `${question}\n`).stdout).toBe(byArgument.stdout);
});

test('doctor says that all is set up', () => {
  const { stdout, status } = run(['doctor']);
  expect(stdout).toContain('ok      model pack: mostanad-models');
  expect(stdout).toMatch(
    /ok {6}reader: trained .*: EM [\d.]+, F1 [\d.]+, .*answers from confidence 0\.\d/u,
  );
  expect(stdout).toContain('ok      corpus: 1 articles in 1 files');
  expect(stdout).toContain('ok      records: answers and verdicts in the data folder');
  expect(status).toBe(0);
});

describe('a chat model that is not there', () => {
  const nowhere = { CHAT_MODEL: 'openai:local', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };

  test('is named by doctor', () => {
    const { stdout, status } = run(['doctor'], '', nowhere);
    expect(stdout).toMatch(/MISSING chat model: chat model openai:local: \w+/u);
    expect(status).toBe(1);
  });

  test('leaves the answer to the quotes, and is told on standard error', () => {
    const { stdout, stderr, status } = run(['ask', '--json', question], '', nowhere);
    expect(JSON.parse(stdout)).toMatchObject({ answered: true, mode: 'extractive' });
    expect(stderr).toContain('chat model openai:local: ');
    expect(status).toBe(0);
  });

  test('is refused where its settings are wrong, without their values', () => {
    const wrong = { CHAT_MODEL: 'secret-model', OPENAI_API_KEY: 'sk-secret' };
    const { stderr, status } = run(['ask', question], '', wrong);
    expect(stderr).toContain('CHAT_MODEL: must be openai:MODEL');
    expect(stderr).not.toContain('secret');
    expect(status).toBe(2);
  });
});

test('doctor names what is missing', () => {
  const { stdout, status } = run([
    'doctor',
    '--corpus',
    temporaryFolder(),
    '--data',
    temporaryFolder(),
  ]);
  expect(stdout).toMatch(/MISSING corpus: no article in /);
  expect(status).toBe(1);
});

test('eval reports every figure as JSON', () => {
  const file = join(temporaryFolder(), 'questions.jsonl');
  const rows = [
    { question, paragraphs: [16], answers: ['90 درصد'], answer_has_any: ['90'], answerable: true },
    { question: 'قیمت نفت امروز چقدر است؟', paragraphs: [], answerable: false },
  ];
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const { stdout, status } = run(['eval', '--questions', file, '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    questions: { answerable: 1, unanswerable: 1 },
    retrieval: { 'R@1': 1, 'MRR@10': 1 },
    answers: { answered: 1, firstCitationRight: 1, holdsWanted: 1, precision: 1 },
    declined: 1,
    quotesVerbatim: 1,
  });
});

test('a wrong row of a question file is named by line', () => {
  const file = join(temporaryFolder(), 'questions.jsonl');
  writeFileSync(file, '{"question": "الف؟", "answerable": true}\n{"question": 5}\n');
  const { stderr, status } = run(['eval', '--questions', file]);
  expect(status).toBe(2);
  expect(stderr).toContain(`questions ${file}, line 2`);
});
