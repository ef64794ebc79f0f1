import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../adapters/admission.js';
import { type OpenChat, openChat } from '../../adapters/chat-core.js';
import { PLAIN } from '../../adapters/render.js';
import { repl } from '../../adapters/repl.js';
import type { Mostanad } from '../../src/mostanad.js';
import { PHRASES } from '../../src/phrases/phrases.js';
import { openLocalMemory } from '../../src/records/local.js';
import { openWritingBot } from '../support/chat/bot.js';
import { type Behaviour, type ChatServer, openChatServer } from '../support/chat/server.js';
import { ROOT } from '../support/folders.js';

const QUESTION = 'چه درصدی از خاک سوریه در کنترل دولت است؟';
const QUOTE = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد';
const SENTENCE = 'دولت سوریه ۹۰ درصد خاک این کشور را در کنترل دارد.';
const ARTICLE = 'corpus/seed-article.txt';
const DRAFT = PHRASES.fa.draft;
const CLEARED = '\r\u001b[K';

let data: string;
let server: ChatServer;
let bot: Mostanad;
let open: OpenChat;
/** What the server makes of the claim that stands, with the requests counted. */
let behave: (claim: string, index: number) => Behaviour;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'mostanad-repl-drafts-'));
  server = await openChatServer(({ data: { passages } }, index) => {
    const n = passages.find(({ text }) => text.includes(QUOTE))?.n ?? 0;
    return behave(JSON.stringify({ sentence: SENTENCE, evidence: [{ n, quote: QUOTE }] }), index);
  });
  ({ bot } = await openWritingBot([join(ROOT, ARTICLE)], data, server.baseUrl));
  open = openChat(bot, openLocalMemory(data), DEFAULT_LIMITS, (_id, cause) => {
    throw cause;
  });
});
afterAll(async () => {
  await open.close(0);
  await bot.close();
  server.close();
  rmSync(data, { recursive: true, force: true });
});

/** What a terminal shows when these lines are typed. */
async function type(lines: readonly string[]): Promise<string> {
  let shown = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk);
      done();
    },
  });
  Object.assign(output, { isTTY: true, columns: 200 });
  const input = Readable.from(lines.map((line) => `${line}\n`));
  await repl(open.chat, { input, output, style: PLAIN, historyFile: join(data, 'history') });
  return shown;
}

test('a draft is seen on a terminal, and cleared before the answer', async () => {
  behave = (claim) => ({ kind: 'reply', text: `{"claims": [${claim}]}` });
  const shown = await type([QUESTION]);
  const [before = '', after = ''] = shown.split(`${SENTENCE} [1]${CLEARED}`);
  expect(before.endsWith(`${CLEARED}${DRAFT} `)).toBe(true);
  expect(after).toContain(SENTENCE);
  expect(after).not.toContain(DRAFT);
});

test('no draft is written over what comes after an answer that the model did not end', async () => {
  const first = server.requests.length;
  behave = (claim, index) =>
    index === first
      ? { kind: 'cut', text: `{"claims": [${claim},{"sentence": "`, size: 5000 }
      : { kind: 'reply', text: '{"claims": []}' };
  // The second is answered behind the check of what the first began.
  const shown = await type([QUESTION, QUESTION]);
  expect(shown).toContain('90 درصد');
  expect(shown.slice(shown.indexOf('90 درصد خاک'))).not.toContain(DRAFT);
});
