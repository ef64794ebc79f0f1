/**
 * A chat model's server that is killed in the middle of its replies, and comes back:
 *
 *   node dist/bench/chat-kills.js [--kills 50] [--seed 7]
 *
 * Every question must get one answer with its citation. Exit status 1 where one did not.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS } from '../adapters/admission.js';
import { openChat } from '../adapters/chat-core.js';
import { openLocalMemory } from '../src/records/local.js';
import { openWritingBot } from '../test/support/chat/bot.js';
import { QUESTION } from './chat-kills/question.js';
import { seededRandom } from './stories/random.js';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '7' } },
});
const PORT = 18_080 + (process.pid % 1000);
/** A reply takes about this long. */
const REPLY_MS = 150;
const CORPUS = new URL('../../corpus', import.meta.url).pathname;

const random = seededRandom(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'mostanad-chat-kills-'));
const { bot, failures } = await openWritingBot([CORPUS], folder, `http://127.0.0.1:${PORT}/v1`);
const errors: string[] = [];
const limits = { ...DEFAULT_LIMITS, perMinute: Number.POSITIVE_INFINITY };
const { chat, close } = openChat(bot, openLocalMemory(folder), limits, (errorId) =>
  errors.push(errorId),
);
const outcomes = { quoted: 0, written: 0, wrong: 0 };
const after = { quoted: 0, written: 0, wrong: 0 };

for (let kill = 0; kill < Number(values.kills); kill += 1) {
  const { server, lines } = await startServer();
  const asking = chat.ask('bench:1', QUESTION);
  await once(lines, 'line');
  await pause(random() * REPLY_MS);
  server.kill('SIGKILL');
  await once(server, 'exit');
  count(outcomes, await asking);
  // It is there again: a question that it may finish, so that it is not left alone for long.
  const next = await startServer();
  count(after, await chat.ask('bench:1', QUESTION));
  next.server.kill('SIGKILL');
  await once(next.server, 'exit');
}
await close(0);
await bot.close();
rmSync(folder, { recursive: true, force: true });

console.log('question | answered by quotes | written | not answered or without its citation');
console.log(`server killed | ${outcomes.quoted} | ${outcomes.written} | ${outcomes.wrong}`);
console.log(`server back | ${after.quoted} | ${after.written} | ${after.wrong}`);
console.log(
  `failures told to the operator: ${failures.length}; errors of questions: ${errors.length}`,
);
process.exitCode = outcomes.wrong + after.wrong + errors.length > 0 ? 1 : 0;

function count(counts: typeof outcomes, reply: Awaited<ReturnType<typeof chat.ask>>): void {
  const answer = reply.kind === 'answer' ? reply.answer : null;
  const isCited = answer?.citations.some(({ quote }) => quote.includes('90 درصد')) ?? false;
  if (!isCited) counts.wrong += 1;
  else if (answer?.mode === 'generated') counts.written += 1;
  else counts.quoted += 1;
}

async function startServer(): Promise<{ server: ChildProcess; lines: Interface }> {
  const script = new URL('./chat-kills/server.js', import.meta.url).pathname;
  const server = spawn(process.execPath, [script, String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
  await once(lines, 'line');
  return { server, lines };
}
