import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitBlocks } from '../src/corpus/blocks.js';
import {
  isHeldOut,
  type NewsRow,
  paragraphsOf,
  type QuestionRow,
  readRows,
  spread,
} from './data.js';
import { exchanged } from './exchanged.js';
import { type People, peopleIn, surnamesIn, withOther } from './people.js';

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

/**
 * PQuAD's titles that the reader never saw: their questions put to all of PQuAD's paragraphs; and to
 * every other paragraph of the title alone, with some of another title.
 */
export function encyclopediaCorpora(data: string): readonly Corpus[] {
  const titles = byTitle(readRows<QuestionRow>(data, 'qa/pquad-validation'));
  const unseen = titles.filter(([title]) => isHeldOut(title));
  const articles = titles.map(([title, rows]) => ({
    title,
    paragraphs: paragraphsOf(rows).map(oneBlock),
  }));
  const together = unseen.map(([family, rows]): Corpus => {
    const tasks = rows.map((row) =>
      row.answerable ? answerable('answerable', row) : unanswerable('unanswerable', row),
    );
    const text = paragraphsOf(rows).join('\n');
    return { family, articles, tasks: [...tasks, ...exchangedTasks(tasks, text)] };
  });
  const halves = unseen.map(([title, rows], at): Corpus => {
    const paragraphs = paragraphsOf(rows).map(oneBlock);
    const kept = paragraphs.filter((_, index) => index % 2 === at % 2);
    const others = unseen[(at + 1) % unseen.length]?.[1] ?? [];
    const own = spread(rows, 30).map((row) =>
      row.answerable && kept.includes(oneBlock(row.paragraph_text))
        ? answerable('answerable', row)
        : unanswerable('removed', row),
    );
    const strangers = spread(others, 12).map((row) => unanswerable('stranger', row));
    return {
      family: title,
      articles: [{ title, paragraphs: kept }],
      tasks: [...own, ...strangers],
    };
  });
  return [...together, ...halves];
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
export function newsCorpora(data: string, questions: string, people: People): readonly Corpus[] {
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
      tasks: newsTasks(rows, article, people),
    }));
    const together = articles.map((article) => ({
      family: article.id,
      articles,
      tasks: newsTasks(rows, article, people),
    }));
    return [...alone, ...together];
  });
}

interface NewsArticle {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

function newsTasks(
  rows: readonly NewsQuestion[],
  article: NewsArticle,
  people: People,
): readonly Task[] {
  const tasks = rows
    .filter((row) => row.article === article.id)
    .map((row) => newsTask(row, article));
  const text = [article.title, ...article.paragraphs].join('\n');
  return [...tasks, ...exchangedTasks(tasks, text), ...otherPersonTasks(tasks, article, people)];
}

/** The answerable questions that name someone, with another whom the article names, too, but not where it answers. */
function otherPersonTasks(
  tasks: readonly Task[],
  { title, paragraphs }: NewsArticle,
  people: People,
): readonly Task[] {
  const asked = tasks.flatMap(({ question }) =>
    peopleIn(people, question, [title, ...paragraphs].join('\n')),
  );
  return tasks.flatMap(({ group, question, paragraphs: right }, at) => {
    const passage = [title, ...right].join('\n');
    const [name] = right.length > 0 ? peopleIn(people, question, passage) : [];
    if (name === undefined) return [];
    const pool = [
      ...asked.filter(({ language }) => language === name.language).map(({ written }) => written),
      ...(name.language === 'fa' ? surnamesIn(people, paragraphs.join('\n')) : []),
    ];
    const other = withOther(question, name, passage, pool, at);
    return other === null
      ? []
      : [{ group: `${group}-person`, question: other, paragraphs: [], wanted: [] }];
  });
}

/** The answerable questions that name a country or a number, with another in its place. */
function exchangedTasks(tasks: readonly Task[], text: string): readonly Task[] {
  return tasks.flatMap(({ group, question, paragraphs }) => {
    const other = paragraphs.length > 0 ? exchanged(question, text) : null;
    return other === null
      ? []
      : [{ group: `${group}-exchanged`, question: other, paragraphs: [], wanted: [] }];
  });
}

function newsTask(
  { question, lang, kind, paragraphs, answer }: NewsQuestion,
  article: NewsArticle,
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
