import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitBlocks } from '../src/corpus/blocks.js';
import { type NewsRow, paragraphsOf, type QuestionRow, readRows, spread } from './data.js';

/** A question put to a corpus; no paragraphs where that corpus does not answer it. */
export interface Task {
  /** What the question is an example of; figures are printed by it. */
  readonly group: string;
  readonly question: string;
  readonly paragraphs: readonly string[];
  readonly wanted: readonly string[];
}

/** A small corpus and the questions that are put to it. `family` is never split between fit and test. */
export interface Corpus {
  readonly family: string;
  readonly articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
  readonly tasks: readonly Task[];
}

/** One line for one paragraph: a blank line would make it two. */
function oneBlock(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}

/** Each PQuAD title as a corpus of its own, with all of its paragraphs, and with every other one. */
export function encyclopediaCorpora(data: string): readonly Corpus[] {
  const titles = byTitle(readRows<QuestionRow>(data, 'qa/pquad-validation'));
  return titles.flatMap(([title, rows], at): readonly Corpus[] => {
    const paragraphs = paragraphsOf(rows).map(oneBlock);
    const kept = paragraphs.filter((_, index) => index % 2 === at % 2);
    const others = titles[(at + 1) % titles.length]?.[1] ?? [];
    const whole = spread(rows, 30).map((row) =>
      row.answerable ? answerable('answerable', row) : unanswerable('unanswerable', row),
    );
    const strangers = spread(others, 12).map((row) => unanswerable('stranger', row));
    const halved = spread(rows, 16).map((row) =>
      row.answerable && kept.includes(oneBlock(row.paragraph_text))
        ? answerable('answerable', row)
        : unanswerable('removed', row),
    );
    return [
      { family: title, articles: [{ title, paragraphs }], tasks: [...whole, ...strangers] },
      {
        family: title,
        articles: [{ title, paragraphs: kept }],
        tasks: kept.length > 1 ? halved : [],
      },
    ];
  });
}

/** Arabic and English questions (XQuAD) on the same paragraphs in Persian (ParSQuAD), by SQuAD's id. */
export function crossCorpora(data: string): readonly Corpus[] {
  const titles = byTitle(readRows<QuestionRow>(data, 'qa/parsquad-auto-dev'));
  const foreign = ['ar', 'en'].flatMap((language) =>
    readRows<QuestionRow>(data, `qa/xquad-${language}`).map((row) => ({ language, row })),
  );
  return titles.map(([title, rows], at) => {
    const here = new Map(rows.map((row) => [squadId(row), row]));
    const neighbours = titles[(at + 1) % titles.length]?.[1] ?? [];
    const there = new Set(neighbours.map(squadId));
    const tasks = foreign.flatMap(({ language, row }): readonly Task[] => {
      const own = here.get(squadId(row));
      if (own?.answerable) {
        return [{ ...answerable(`${language}-answerable`, own), question: row.question }];
      }
      return there.has(squadId(row)) ? [unanswerable(`${language}-stranger`, row)] : [];
    });
    const paragraphs = paragraphsOf(rows).map(oneBlock);
    return { family: title, articles: [{ title, paragraphs }], tasks };
  });
}

/** A row of training/questions: questions that we wrote about news articles of the data folder. */
interface NewsQuestion {
  readonly article: string;
  readonly question: string;
  readonly lang: string;
  readonly kind: string;
  readonly paragraphs: readonly number[];
  readonly answer: string;
  readonly answerable: boolean;
}

/** Each news article with our questions on it, as a corpus of its own and among its fellows. */
export function newsCorpora(data: string, questions: string): readonly Corpus[] {
  const news = new Map(readRows<NewsRow>(data, 'news/fars').map((row) => [row.id, row]));
  const files = existsSync(questions) ? readdirSync(questions).sort() : [];
  return files.flatMap((file) => {
    const rows = readFileSync(join(questions, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as NewsQuestion);
    const articles = [...new Set(rows.map(({ article }) => article))].map((id) => {
      const row = news.get(id);
      if (row === undefined) throw new Error(`${file}: no article ${id} in news/fars`);
      return { id, title: row.title, paragraphs: splitBlocks(row.text).map(oneBlock) };
    });
    const alone = articles.map((article) => ({
      family: article.id,
      articles: [article],
      tasks: rows.filter((row) => row.article === article.id).map((row) => newsTask(row, article)),
    }));
    const together = articles.map((article) => ({
      family: article.id,
      articles,
      tasks: rows.filter((row) => row.article === article.id).map((row) => newsTask(row, article)),
    }));
    return [...alone, ...together];
  });
}

function newsTask(
  { question, lang, kind, paragraphs, answer }: NewsQuestion,
  article: { readonly title: string; readonly paragraphs: readonly string[] },
): Task {
  const blocks = [article.title, ...article.paragraphs];
  return {
    group: `news-${lang}-${kind}`,
    question,
    paragraphs: paragraphs.flatMap((number) => blocks[number] ?? []),
    wanted: answer === '' ? [] : [answer],
  };
}

function byTitle(rows: readonly QuestionRow[]): readonly (readonly [string, QuestionRow[]])[] {
  const groups = new Map<string, QuestionRow[]>();
  for (const row of rows) groups.set(row.title, [...(groups.get(row.title) ?? []), row]);
  return [...groups];
}

function answerable(group: string, row: QuestionRow): Task {
  const wanted = row.answers.map((answer) => (typeof answer === 'string' ? answer : answer.text));
  return { group, question: row.question, paragraphs: [oneBlock(row.paragraph_text)], wanted };
}

function unanswerable(group: string, { question }: QuestionRow): Task {
  return { group, question, paragraphs: [], wanted: [] };
}

function squadId({ id }: QuestionRow): string {
  return id.slice(id.indexOf('-') + 1);
}
