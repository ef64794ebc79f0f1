/**
 * What the Discord adapter adds to an answer, on the emulated Discord: `node dist/bench/discord.js`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chat, Reply } from '../adapters/chat.js';
import { startDiscord } from '../adapters/discord/start.js';
import { quantile } from '../src/eval/metrics.js';
import { answerOf, citation } from '../test/adapters/discord/answers.js';
import { type DiscordEmulator, startDiscordEmulator } from '../test/support/discord/emulator.js';
import type { EmulatedChannel } from '../test/support/discord/types.js';

const QUESTIONS = 200;
const PEOPLE = 50;
const CORE_MS = 300;

/** The bot's core: an answer as large as most, after so many milliseconds. */
function timedChat(milliseconds: number, spent: Map<string, number>): Chat {
  const quote = 'در نیمه اول سال جاری، حجم تجارت 3.5 برابر افزایش یافته است.';
  const answer = answerOf({
    text: [1, 2, 3].map((marker) => `${quote} [${marker}]`).join('\n\n'),
    citations: [1, 2, 3].map((marker) => citation({ marker, quote })),
  });
  return {
    async ask(_, question): Promise<Reply> {
      const from = performance.now();
      if (milliseconds > 0) await sleep(milliseconds);
      spent.set(question, performance.now() - from);
      return { kind: 'answer', id: question, answer };
    },
    admit: () => null,
    source: async () => null,
    judge: async () => false,
    async forget() {},
  };
}

type Way = 'command' | 'message';

function askIn(discord: DiscordEmulator, channel: EmulatedChannel, way: Way, question: string) {
  const user = discord.addUser('شخص');
  if (way === 'command') {
    discord.send.slashCommand({ name: 'ask', options: { question }, user, channel });
  } else {
    discord.send.message({ user, channel, content: `<@${discord.bot.id}> ${question}` });
  }
}

/** Tells when the emulator had the answer to a question, in milliseconds since 1970. */
function answerTimes(discord: DiscordEmulator): (question: string) => Promise<number> {
  const times = new Map<string, number>();
  let read = 0;
  const readOn = () => {
    for (const entry of discord.log.slice(read)) {
      if (entry.kind !== 'rest') continue;
      const question = /"v:(\w+):good"/.exec(JSON.stringify(entry.body ?? null))?.[1];
      if (question !== undefined) times.set(question, entry.doneAt);
    }
    read = discord.log.length;
  };
  return (question) =>
    discord.when(`answer to ${question}`, () => {
      readOn();
      return times.get(question);
    });
}

const clock = () => performance.timeOrigin + performance.now();
const report = (what: string, times: readonly number[]) =>
  console.log(
    `${what}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, ` +
      `at most ${Math.max(...times).toFixed(1)} ms`,
  );

async function withBot(
  coreMs: number,
  work: (discord: DiscordEmulator, spent: Map<string, number>) => Promise<void>,
): Promise<void> {
  const discord = await startDiscordEmulator();
  const spent = new Map<string, number>();
  const log = { info: () => {}, warn: console.warn, error: console.error };
  const options = { token: discord.token, apiRoot: discord.url, log };
  const platform = await startDiscord(options, timedChat(coreMs, spent));
  // What starting took of Discord's 50 calls a second is given back by then.
  await sleep(1100);
  await work(discord, spent);
  await platform.stop(1000);
  await discord.close();
}

for (const way of ['command', 'message'] as const) {
  await withBot(0, async (discord, spent) => {
    const added: number[] = [];
    const answeredAt = answerTimes(discord);
    for (let index = 0; index < QUESTIONS + 20; index += 1) {
      const question = `q${index}`;
      const from = clock();
      askIn(discord, discord.channel, way, question);
      const until = await answeredAt(question);
      // The first ones meet cold code.
      if (index >= 20) added.push(until - from - (spent.get(question) ?? 0));
      // One after the other and no faster than Discord lets a bot speak: 50 calls a second.
      await sleep(25);
    }
    report(`${way}: event to answer over the core's time (${QUESTIONS})`, added);
  });
  await withBot(CORE_MS, async (discord) => {
    const names = Array.from({ length: PEOPLE }, (_, index) => `c${index}`);
    const { channels } = discord.addGuild('بزرگ', names);
    const answeredAt = answerTimes(discord);
    const from = clock();
    for (const [index, channel] of channels.entries()) askIn(discord, channel, way, `p${index}`);
    const times = await Promise.all(
      channels.map(async (_, index) => (await answeredAt(`p${index}`)) - from),
    );
    report(`${way}: ${PEOPLE} people at once, core ${CORE_MS} ms, asked to answered`, times);
  });
}
