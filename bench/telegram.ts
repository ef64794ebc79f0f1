/**
 * What Telegram adds to the core's own time, on an emulated Telegram on this machine:
 * `node dist/bench/telegram.js`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startTelegram } from '../adapters/telegram/telegram.js';
import { quantile } from '../src/eval/metrics.js';
import { answerOf } from '../test/adapters/telegram/answers.js';
import { chatOver } from '../test/adapters/telegram/core.js';
import { startTelegramEmulator, type TelegramEmulator } from '../test/support/telegram/emulator.js';

const CORE_MS = 300;
const SILENT = { info() {}, warn() {}, error() {} };

/** Milliseconds from each person's question to their answer, the core's own time taken off. */
async function measure(people: number, apartMs: number, core: number): Promise<readonly number[]> {
  const telegram = await startTelegramEmulator();
  const spent = new Map<string, number>();
  const chat = chatOver(async (question) => {
    const from = performance.now();
    if (core > 0) await pause(core);
    const reply = answerOf({ text: `${question} [1]` });
    spent.set(question, performance.now() - from);
    return reply;
  });
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, log: SILENT }, chat);
  const asked: number[] = [];
  for (let person = 0; person < people; person += 1) {
    asked.push(performance.now());
    telegram.send.privateText(`پرسش ${person}`, { userId: person + 1 });
    if (apartMs > 0) await pause(apartMs);
  }
  const times = await Promise.all(
    asked.map(async (from, person) => {
      const answered = await telegram.waitFor(() => answeredAt(telegram, person + 1), 60_000);
      return answered - from - (spent.get(`پرسش ${person}`) ?? 0);
    }),
  );
  const floods = telegram.log.filter(({ outcome }) => outcome === 'flood').length;
  if (floods > 0) throw new Error(`Telegram's limits were broken ${floods} times`);
  await platform.stop(1_000);
  await telegram.close();
  return times;
}

function answeredAt(telegram: TelegramEmulator, chatId: number): number | undefined {
  return telegram.log.find(
    ({ method, payload, outcome }) =>
      method === 'sendMessage' && payload.chat_id === chatId && outcome === 'ok',
  )?.answeredAt;
}

function report(what: string, times: readonly number[]): void {
  const figures = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1));
  console.log(`${what}: p50 ${figures[0]} ms, p95 ${figures[1]} ms, at most ${figures[2]} ms`);
}

await measure(20, 40, 0);
report('one question at a time, over the core', await measure(200, 40, 0));
report(`one question at a time, over a core of ${CORE_MS} ms`, await measure(100, 40, CORE_MS));
report(`50 at once, over a core of ${CORE_MS} ms`, await measure(50, 0, CORE_MS));
