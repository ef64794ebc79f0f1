import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import { type OpenChat, openChat } from '../../adapters/chat-core.js';
import { PLAIN, type Style } from '../../adapters/render.js';
import { repl } from '../../adapters/repl.js';
import type { Mostanad } from '../../src/mostanad.js';
import { openLocalMemory } from '../../src/records/local.js';
import { openBot } from '../support/bot.js';
import { ROOT } from '../support/folders.js';

let data: string;
let bot: Mostanad;
let open: OpenChat;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mostanad-repl-'));
  bot = await openBot([join(ROOT, 'corpus')], data);
  open = openChat(
    bot,
    openLocalMemory(data),
    { ...DEFAULT_LIMITS, perMinute: 1000 },
    (_id, cause) => {
      throw cause;
    },
  );
});
afterAll(async () => {
  await open.close(0);
  await bot.close();
  rmSync(data, { recursive: true, force: true });
});

/** What the terminal shows when these lines are typed. */
async function type(lines: readonly string[], style: Style = PLAIN): Promise<string> {
  let shown = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk);
      done();
    },
  });
  const input = Readable.from(lines.map((line) => `${line}\n`));
  await repl(open.chat, { input, output, style, historyFile: join(data, 'history') });
  return shown;
}

const question = 'دولت سوریه کنترل چند درصد خاک کشور را در اختیار دارد؟';

test('a question is answered with its source, and :source shows the paragraph with the quote marked', async () => {
  const shown = await type([question, ':source 1']);
  const [words, quote] = [...shown.matchAll(/⟦(.*)⟧/gu)].map((found) => found[1]);
  expect(words).toBe('90 درصد');
  expect(quote).toContain('90 درصد خاک این کشور');
});

test('a Persian digit names a source too', async () => {
  expect(await type([question, ':source ۱'])).toMatch(/⟦.*90 درصد.*⟧/u);
});

test('with colours the quote is marked by colour', async () => {
  const style: Style = { ...PLAIN, isPlain: false, marked: (text) => `<mark>${text}</mark>` };
  expect(await type([question, ':source 1'], style)).toMatch(/<mark>.*90 درصد.*<\/mark>/u);
});

test('a source that is not there is said in the language of the last question', async () => {
  expect(await type([':source 1'])).toContain('هنوز پاسخی نیست');
  expect(await type(['Who won the World Cup in 1998?', ':source 7'])).toContain('has no source 7');
});

test('help and unknown commands are answered, and :quit ends it', async () => {
  const shown = await type([':help', ':nonsense', ':quit', question]);
  expect(shown).toContain(':source 1');
  expect(shown).toContain('فرمان :nonsense شناخته نشد');
  expect(shown).not.toContain('90 درصد');
});

test('a follow-up goes on from the last answer, until :new begins a new conversation', async () => {
  const more = 'وی دیگر چه گفت؟';
  const shown = await type(['از نظر پوتین مشکل اصلی چیست؟', more, ':new', more, ':source 1']);
  const [before = '', after = ''] = shown.split('گفت‌وگوی تازه: آنچه');
  expect(before).toContain('پوتین ادامه داد: متاسفانه برخی کانون های تروریستی');
  expect(after).not.toContain('پوتین ادامه داد');
});

test(':filter has the next questions asked within it alone, until :filter takes it away', async () => {
  const shown = await type([':filter منبع ایسنا', question, ':filter', question]);
  const [within = '', all = ''] = shown.split('از این پس در همهٔ اسناد جست‌وجو می‌شود.');
  expect(within).toContain('از این پس تنها در این محدوده جست‌وجو می‌شود: منبع ایسنا.');
  expect(within).toContain('در این محدوده چیزی یافت نشد: منبع ایسنا.');
  expect(within).not.toContain('90 درصد');
  expect(all).toContain('90 درصد');
});

test('a filter that cannot be read is told, and the one before stays', async () => {
  const lines = [':filter منبع ایسنا', ':filter از پریروز', ':filter شهر تهران', question];
  const shown = await type(lines);
  expect(shown).toContain('از «پریروز»: تاریخ نیست');
  expect(shown).toContain('«شهر» از بخش‌های محدوده نیست');
  expect(shown).toContain('در این محدوده چیزی یافت نشد: منبع ایسنا.');
});

test('questions are kept in the history file, one a line', async () => {
  await type([question]);
  expect(readFileSync(join(data, 'history'), 'utf8').split('\n')).toContain(question);
});
