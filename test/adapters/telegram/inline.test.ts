import { expect, test, vi } from 'vitest';
import { answerOf, citationOf } from './answers.js';
import { echo } from './core.js';
import { run } from './setup.js';

test('an inline query is answered with the answer as one article, quote and verdict with it', async () => {
  const { telegram, chat } = await run(() => ({ ...answerOf(), id: 'x' }));
  telegram.send.inlineQuery(' چند درصد؟ ');
  const { results, isPersonal } = await telegram.waitFor(() => telegram.inlineAnswers[0]);
  expect(chat.asked).toMatchObject([{ question: 'چند درصد؟' }]);
  expect(isPersonal).toBe(false);
  expect(results).toMatchObject([
    {
      id: 'x',
      title: citationOf().title,
      description: answerOf().answer.text,
      text: expect.stringContaining(citationOf().quote),
      buttons: [[{ data: 'v:good:x' }, { data: 'v:bad:x' }]],
    },
  ]);
  expect(results[0]?.entities.map(({ type }) => type)).toContain('expandable_blockquote');
});

test('a long answer is cut to one message, which has the source of every marker in it', async () => {
  const sentence = (marker: number) => `${'خبر '.repeat(40)}شماره ${marker}. [${marker}]`;
  const markers = Array.from({ length: 30 }, (_, index) => index + 1);
  const { telegram } = await run(() =>
    answerOf({
      text: markers.map(sentence).join(' '),
      citations: markers.map((marker) => citationOf({ marker, quote: 'نقل '.repeat(300) })),
    }),
  );
  telegram.send.inlineQuery('خبرها؟');
  const { results } = await telegram.waitFor(() => telegram.inlineAnswers[0]);
  const [body = '', sources = ''] = results[0]?.text.split('منابع') ?? [];
  const found = [...body.matchAll(/\[\d+\]/gu)].map(([marker]) => marker);
  expect(found.length).toBeGreaterThan(3);
  expect([...sources.matchAll(/\[\d+\]/gu)].map(([marker]) => marker)).toEqual(found);
  expect(body).toContain('…');
});

test('an empty query is answered with nothing, and a notice is shown to the person alone', async () => {
  const { telegram, chat } = await run(() => ({ kind: 'notice', text: 'سرم شلوغ است' }));
  telegram.send.inlineQuery('', { userId: 1 });
  telegram.send.inlineQuery('یک', { userId: 2 });
  await telegram.waitFor(() => telegram.inlineAnswers.length === 2);
  expect(telegram.inlineAnswers.find(({ results }) => results.length === 0)).toBeDefined();
  expect(telegram.inlineAnswers.find(({ results }) => results.length === 1)).toMatchObject({
    isPersonal: true,
    cacheTime: 0,
    results: [{ text: 'سرم شلوغ است' }],
  });
  expect(chat.asked).toHaveLength(1);
});

test('the beginnings of a question that is typed without a pause are not asked', async () => {
  const { telegram, chat } = await run(echo);
  for (const query of ['چ', 'چن', 'چند', 'چند درصد']) telegram.send.inlineQuery(query);
  await vi.waitFor(() => expect(chat.asked).toHaveLength(1), { timeout: 5000 });
  expect(chat.asked[0]?.question).toBe('چند درصد');
});

test('while a person types on, only the last of the waiting queries is asked', async () => {
  const release: ((value: unknown) => void)[] = [];
  const { telegram, chat } = await run(async (question, person) => {
    if (release.length === 0) await new Promise((resolve) => release.push(resolve));
    return echo(question, person);
  });
  telegram.send.inlineQuery('چ');
  await vi.waitFor(() => expect(chat.asked).toHaveLength(1), { timeout: 5000 });
  for (const query of ['چن', 'چند', 'چند د']) telegram.send.inlineQuery(query);
  // A later question of another person: the queries before it are in by its answer.
  telegram.send.privateText('دیگری', { userId: 2 });
  await telegram.waitFor(() => telegram.messages(2)[0]);
  release[0]?.(undefined);
  const asked = () => chat.asked.map(({ question }) => question);
  await vi.waitFor(() => expect(asked()).toContain('چند د'), { timeout: 5000 });
  expect(asked()).toEqual(['چ', 'دیگری', 'چند د']);
});
