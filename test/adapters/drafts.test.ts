import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { paceDrafts } from '../../adapters/drafts.js';

const draft = (text: string) => ({ text, citations: [] });
const unexpected = (cause: unknown) => {
  throw cause;
};

test('the first draft is shown at once, then the latest of those that came meanwhile', async () => {
  const shown: string[] = [];
  const drafts = paceDrafts(async (text) => void shown.push(text), 30, unexpected);
  for (const text of ['یک', 'یک دو', 'یک دو سه']) drafts.onDraft(draft(text));
  expect(shown).toEqual(['یک']);
  await expect.poll(() => shown).toEqual(['یک', 'یک دو سه']);
  await drafts.end();
});

test('a draft is never shown while another is', async () => {
  let running = 0;
  let most = 0;
  const drafts = paceDrafts(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(5);
      running -= 1;
    },
    1,
    unexpected,
  );
  for (let at = 0; at < 30; at += 1) {
    drafts.onDraft(draft(`جمله ${at}`));
    await pause(2);
  }
  await drafts.end();
  expect(most).toBe(1);
});

test('the end waits for what is being shown, and nothing is shown after it', async () => {
  const shown: string[] = [];
  let release = () => {};
  const drafts = paceDrafts(
    (text) => {
      shown.push(text);
      return new Promise((resolve) => {
        release = resolve;
      });
    },
    1,
    unexpected,
  );
  drafts.onDraft(draft('یک'));
  drafts.onDraft(draft('یک دو'));
  let isOver = false;
  const ending = drafts.end().then(() => {
    isOver = true;
  });
  await pause(10);
  expect(isOver).toBe(false);
  release();
  await ending;
  drafts.onDraft(draft('یک دو سه'));
  await pause(10);
  expect(shown).toEqual(['یک']);
});

test('a draft that cannot be shown is told, and the next is tried', async () => {
  const failures: unknown[] = [];
  const shown: string[] = [];
  const drafts = paceDrafts(
    async (text) => {
      if (text === 'یک') throw new Error('refused');
      shown.push(text);
    },
    1,
    (cause) => failures.push(cause),
  );
  drafts.onDraft(draft('یک'));
  drafts.onDraft(draft('یک دو'));
  await expect.poll(() => shown).toEqual(['یک دو']);
  await drafts.end();
  expect(failures).toHaveLength(1);
});
