import { join } from 'node:path';
import { readQuestions } from '../../src/eval/questions.js';
import { detectLanguage } from '../../src/language/detect.js';
import { paragraphsOf, type QuestionRow, readRows, spread } from '../../training/data.js';

/** A real question; `place`: the one place in the large corpus where its answer stands. */
export interface ScaleQuestion {
  readonly set: string;
  readonly question: string;
  readonly place: { readonly article: string; readonly paragraph: number } | null;
}

const NEWS_FILES = [0, 1, 2, 3, 4].map((at) => `news-${at}.jsonl`);

/**
 * Persian questions: 300 on PQuAD's paragraphs and 100 of our own on articles of Fars, which are both
 * in the corpus, and 100 each of two other sets.
 *
 * @param own - the folder of our own questions
 */
export async function scaleQuestions(data: string, own: string): Promise<readonly ScaleQuestion[]> {
  const files = await Promise.all(NEWS_FILES.map((name) => readQuestions(join(own, name))));
  const news = files
    .flat()
    .filter(({ answerable, question }) => answerable && detectLanguage(question) === 'fa');
  // The copies of an article answer too, so there is no one place.
  const onNews = spread(news, 100).map(({ question }) => ({ set: 'news', question, place: null }));
  const others = ['persianquad', 'pcoqa-eval'].flatMap((set) =>
    spread(readRows<QuestionRow>(data, `qa/${set}`), 100).map(({ question }) => ({
      set,
      question,
      place: null,
    })),
  );
  return [...onNews, ...onEncyclopedia(data), ...others];
}

function onEncyclopedia(data: string): readonly ScaleQuestion[] {
  const rows = readRows<QuestionRow>(data, 'qa/pquad-validation');
  const asked = spread(
    rows.filter(({ answerable }) => answerable),
    300,
  );
  const paragraphs = new Map(
    [...new Set(asked.map(({ title }) => title))].map((title) => [
      title,
      paragraphsOf(rows.filter((row) => row.title === title)),
    ]),
  );
  return asked.map(({ question, title, paragraph_text }) => {
    const paragraph = (paragraphs.get(title) ?? []).indexOf(paragraph_text) + 1;
    return { set: 'PQuAD', question, place: { article: title, paragraph } };
  });
}
