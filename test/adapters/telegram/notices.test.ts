import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import { answerOf } from './answers.js';
import { chatOver, echo } from './core.js';
import { connect, emulate, GROUP, startRun, USER } from './setup.js';

test('someone who only names the bot again and again in a group is told once, and of the limit, and others get their answers', async () => {
  const telegram = await emulate();
  const { asked } = await startRun(
    telegram,
    temporaryFolder(),
    (question) => answerOf({ text: `پاسخِ ${question} [1]` }).answer,
  );
  for (let count = 0; count < 30; count += 1) {
    telegram.send.groupText(count % 2 === 0 ? '@mostanad_bot' : '/help', { userId: 666 });
  }
  telegram.send.groupText('@mostanad_bot', { userId: 3 });
  telegram.send.groupText('/ask دوم', { userId: 2 });
  await telegram.waitFor(() => telegram.messages(GROUP).at(-1)?.text.includes('پاسخِ دوم'));
  const texts = telegram.messages(GROUP).map(({ text }) => text.slice(0, 20));
  expect(texts).toHaveLength(5);
  expect(texts[0]).toContain('پرسشی نوشته نشده');
  expect(texts[1]).toContain('پرسش خود را به فارسی');
  expect(texts[2]).toContain('در یک دقیقه');
  expect(texts[3]).toContain('پرسشی نوشته نشده');
  expect(asked).toEqual(['دوم']);
});

test('what asks nothing counts like a question: over the limit it is told so, once', async () => {
  const telegram = await emulate();
  let counted = 0;
  const admit = () => {
    counted += 1;
    return counted === 1
      ? null
      : ({ kind: 'notice', text: 'کمی بعد', repeated: counted > 2 } as const);
  };
  const { platform } = await connect(telegram, { ...chatOver(echo), admit });
  for (const text of ['/help', '/weather', '/sources', '/privacy']) telegram.send.privateText(text);
  await telegram.waitFor(() => telegram.messages(USER)[1]);
  await platform.stop(2_500);
  expect(telegram.messages(USER).map(({ text }) => text.split('\n')[0])).toEqual([
    'پرسش خود را به فارسی، عربی یا انگلیسی بنویسید.',
    'کمی بعد',
  ]);
});
