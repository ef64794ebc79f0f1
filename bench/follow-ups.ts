/**
 * Follow-up questions with the conversation and without it, over the dialogues of PCoQA and, among all
 * paragraphs, those of PQuAD; and how much self-standing questions suffer:
 *
 *   node dist/bench/follow-ups.js --data DIR --work DIR [--sample N]
 *
 * With --sample only answers are measured, on whole dialogues that have about N later questions in all:
 * 200 take some ten minutes on a quiet machine. What was chosen was chosen on every second dialogue; these figures are of the others. Answers are
 * counted on every seventh of them, as reading takes its time. Nothing of the sets is printed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AskContext, type AskOptions, ask } from '../src/answer/ask.js';
import { readBackground } from '../src/answer/background.js';
import { readCalibration } from '../src/answer/confidence.js';
import { readingsOf } from '../src/answer/conversation/readings.js';
import { requestOf } from '../src/answer/conversation/requests.js';
import type { Turn } from '../src/answer/conversation/turn.js';
import { find } from '../src/answer/copies.js';
import { READ } from '../src/answer/from-search.js';
import { type Answer, answeringWords } from '../src/answer/schema.js';
import { readConfig } from '../src/config.js';
import { exactMatch, mean, recallAt, wordF1 } from '../src/eval/metrics.js';
import { readQuestions } from '../src/eval/questions.js';
import { Encoder } from '../src/models/encoder.js';
import { readPack } from '../src/models/pack.js';
import { openReader } from '../src/models/reader.js';
import { openEmbeddedEngine } from '../src/search/embedded/engine.js';
import { sync } from '../src/search/sync.js';
import { argument, paragraphsOf, type QuestionRow, readRows, spread } from '../training/data.js';

interface DialogueRow extends QuestionRow {
  readonly answers: readonly string[];
  readonly paragraph_id: string;
  readonly dialog_id: number;
  readonly turn: number;
}

/** Self-standing questions of PQuAD. */
const STANDING = 200;

const data = argument('data');
const rows = readRows<DialogueRow>(data, 'qa/pcoqa-eval');
const encyclopedia = readRows<QuestionRow>(data, 'qa/pquad-validation');
const dialogues = [...new Set(rows.map((row) => row.dialog_id))]
  .map((id) => rows.filter((row) => row.dialog_id === id))
  .filter((_, at) => at % 2 === 1);

const pack = await readPack(readConfig({}).packFolder);
const context = await open(argument('work'));
if (process.argv.includes('--sample')) {
  await measureAnswers(dialoguesOf(sampleSize()));
} else {
  await measureSearch();
  await measureStanding();
  await measureAnswers(dialogues.filter((_, at) => at % 7 === 0));
}
await context.reader.close();
await (context.embeddings as Encoder).close();
await context.engine.close();

function sampleSize(): number {
  const size = Number(argument('sample'));
  if (!Number.isInteger(size) || size < 1)
    throw new Error(`--sample ${argument('sample')}: not a count`);
  return size;
}

/** Whole dialogues, spread evenly, with about so many questions after the first in all. */
function dialoguesOf(later: number): readonly (readonly DialogueRow[])[] {
  const each = mean(dialogues.map((dialogue) => dialogue.filter(({ turn }) => turn > 0).length));
  return spread(dialogues, Math.max(1, Math.round(later / each)));
}

async function open(work: string): Promise<AskContext> {
  const corpus = join(work, 'corpus');
  mkdirSync(corpus, { recursive: true });
  const titles = [...new Set(encyclopedia.map(({ title }) => title))];
  const articles = [
    ...new Map(
      rows.map((row) => [row.paragraph_id, articleOf(row.paragraph_id, row.title, [row])]),
    ),
    ...titles.map((title) => {
      const own = encyclopedia.filter((row) => row.title === title);
      return [title, articleOf(`pquad/${title}`, title, own)] as const;
    }),
  ];
  writeFileSync(join(corpus, 'all.jsonl'), articles.map(([, line]) => `${line}\n`).join(''));
  const embeddings = new Encoder(pack);
  const engine = openEmbeddedEngine(join(work, 'index'), pack);
  await sync({ engine, embeddings }, [corpus, join(data, 'seed-article.txt')]);
  return {
    engine,
    embeddings,
    reader: openReader(pack),
    background: await readBackground(pack),
    calibration: await readCalibration(pack),
    writer: null,
  };
}

function articleOf(id: string, title: string, own: readonly QuestionRow[]): string {
  const text = paragraphsOf(own).map((paragraph) => paragraph.replace(/\s*\n\s*/gu, ' ').trim());
  return JSON.stringify({ id, title, text: text.join('\n\n') });
}

/** Where the right paragraph stands among what is found for the first way to read each question. */
async function measureSearch(): Promise<void> {
  for (const withHistory of [false, true]) {
    const first: (number | null)[] = [];
    const later: (number | null)[] = [];
    for (const dialogue of dialogues) {
      const turns: Turn[] = [];
      for (const { question, paragraph_id, turn } of dialogue) {
        const [reading] = readingsOf(context.background, question, withHistory ? turns : []);
        const { search: text = question, understood = null } = reading ?? {};
        const vector = await context.embeddings.embedQuery(text);
        const { candidates } = await find(context.engine, text, vector, READ, null);
        const at = candidates.findIndex(({ passage }) => passage.articleId === paragraph_id);
        (turn === 0 ? first : later).push(at < 0 ? null : at + 1);
        turns.push(foundTurn(question, understood, candidates[0]?.passage.articleId));
      }
    }
    for (const [name, ranks] of [['first', first] as const, ['later', later] as const]) {
      console.log(
        `search ${withHistory ? 'with' : 'without'} the conversation, ${ranks.length} ${name} questions: ` +
          `R@1 ${recallAt(ranks, 1).toFixed(3)}, R@5 ${recallAt(ranks, 5).toFixed(3)}`,
      );
    }
  }
}

/** A turn as it would be, had the best paragraph been cited. */
function foundTurn(question: string, understood: string | null, articleId = ''): Turn {
  const rest = { date: null, source: null, url: null, title: '', alsoReportedBy: [] };
  const place = { paragraph: 1, quote: ' ', start: 0, end: 1, answer: null };
  const citations = [{ marker: 1, articleId, ...rest, ...place }];
  return { question, understood, answered: true, text: '', confidence: 1, citations };
}

/** What is answered to later questions, in the conversation as it came about. */
async function measureAnswers(some: readonly (readonly DialogueRow[])[]): Promise<void> {
  for (const withHistory of [false, true]) {
    const given: { readonly row: DialogueRow; readonly answer: Answer }[] = [];
    for (const dialogue of some) {
      const history: Turn[] = [];
      for (const row of dialogue) {
        const answer = await askIn(row.question, withHistory ? { history } : {});
        history.push(answer);
        if (row.turn > 0) given.push({ row, answer });
      }
    }
    const answerable = given.filter(({ row }) => row.answerable);
    const declined = given.filter(({ row, answer }) => !row.answerable && !answer.answered);
    const score = (metric: typeof wordF1, of = answerable) =>
      mean(of.map(({ row, answer }) => metric(saidBy(answer), row.answers))).toFixed(3);
    const right = ({ row, answer }: (typeof given)[number]) =>
      answer.citations[0]?.articleId === row.paragraph_id;
    const answered = answerable.filter(({ answer }) => answer.answered);
    console.log(
      `answers ${withHistory ? 'with' : 'without'} the conversation, ${answerable.length} answerable later ` +
        `questions: answered ${(answered.length / answerable.length).toFixed(3)}, from the right paragraph ` +
        `${(answerable.filter(right).length / answerable.length).toFixed(3)}, EM ${score(exactMatch)}, ` +
        `F1 ${score(wordF1)}, of those answered ${score(exactMatch, answered)} and ` +
        `${score(wordF1, answered)}; declined of ${given.length - answerable.length} unanswerable ` +
        `${(declined.length / (given.length - answerable.length)).toFixed(3)}`,
    );
  }
}

function saidBy({ citations: [first] }: Answer): string {
  return first === undefined ? '' : answeringWords(first);
}

/** Self-standing questions asked after the first of a dialogue: whose first citation is another then. */
async function measureStanding(): Promise<void> {
  const file = join(data, 'seed-questions.jsonl');
  const seed = (await readQuestions(file)).map(({ question }) => question);
  const standing = spread(encyclopedia, STANDING).map(({ question }) => question);
  for (const [name, questions] of [['seed', seed] as const, ['PQuAD', standing] as const]) {
    let touched = 0;
    let changed = 0;
    for (const [at, question] of questions.entries()) {
      const first = dialogues[at % dialogues.length]?.[0]?.question ?? '';
      // What is read as it stands whatever was said before need not be asked.
      const turn = foundTurn(first, null);
      const isTouched = readingsOf(context.background, question, [turn])[0]?.understood !== null;
      if (!isTouched && requestOf(question) === null) continue;
      touched += 1;
      const history = [await askIn(first, {})];
      const [alone, after] = [await askIn(question, {}), await askIn(question, { history })];
      if (placeOf(alone) !== placeOf(after)) changed += 1;
    }
    console.log(
      `${questions.length} ${name} questions after an unrelated one: ${touched} read in its light too, ` +
        `${changed} with another first citation`,
    );
  }
}

function askIn(question: string, options: AskOptions): Promise<Answer> {
  return ask(context, question, options);
}

function placeOf({ citations: [first] }: Answer): string {
  return JSON.stringify([first?.articleId, first?.paragraph, first?.quote]);
}
