import { describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../../adapters/chat.js';
import type { DiscordEmulator } from '../../support/discord/emulator.js';
import { answerOf, citation, PERSIAN } from './answers.js';
import { answered, ask, CANNED, type CannedChat, cannedChat, openBot } from './bot.js';
import { read } from './reading.js';

const QUESTION = 'حجم تجارت سوریه و روسیه چند برابر شد؟';
const CALLBACK = /callback$/;
const TOKEN_LIFETIME_MS = 15 * 60_000;

const own = (discord: DiscordEmulator) =>
  discord.messages().filter(({ author, loading }) => author.bot && !loading);

/** A core that works until it is told to end, on a Discord whose clock can be put forward. */
async function openWaiting(reply: Reply = CANNED, others: Parameters<typeof cannedChat>[1] = {}) {
  let end = () => {};
  const ended = new Promise<Reply>((resolve) => {
    end = () => resolve(reply);
  });
  let ahead = 0;
  const chat: CannedChat = cannedChat(() => ended, others);
  const bot = await openBot(chat, {}, { now: () => Date.now() + ahead });
  const endTokens = () => {
    ahead = TOKEN_LIFETIME_MS + 1_000;
  };
  return { ...bot, chat, end: () => end(), endTokens };
}

/** The waiting message of an interaction. */
const waiting = (discord: DiscordEmulator, asked: ReturnType<typeof ask>) =>
  discord.when('waiting message', () => asked.answers().find(({ loading }) => loading));

describe('an answer to a command', () => {
  test('whose waiting message somebody deleted comes whole in the channel', async () => {
    const answer = answerOf({
      text: `آغاز پاسخ [1]\n\n${'جملهٔ بلند دیگر. '.repeat(270)}پایان پاسخ [1]`,
      citations: [citation({ quote: 'نقل از متن خبر' })],
    });
    const { discord, lines, end } = await openWaiting({ kind: 'answer', id: 'a1', answer });
    const asked = ask(discord, QUESTION);
    discord.send.deleteMessage((await waiting(discord, asked)).id);
    end();
    await discord.when('buttons', () => own(discord).some(({ buttons }) => buttons.length > 0));
    expect(own(discord).map(({ channel }) => channel)).toEqual([discord.channel, discord.channel]);
    const text = own(discord).map((message) => read(message.text));
    expect(text.join('\n')).toMatch(/آغاز پاسخ .*پایان پاسخ .*نقل از متن خبر/su);
    expect(lines.map(({ level }) => level)).toEqual(['info']);
  });

  test('whose draft somebody deleted comes in the channel', async () => {
    const { discord, chat, lines, end } = await openWaiting();
    const asked = ask(discord, QUESTION);
    await waiting(discord, asked);
    chat.askings[0]?.onDraft?.({ text: 'جملهٔ یک [1]', citations: [] });
    const draft = await answered(discord, asked);
    discord.send.deleteMessage(draft.id);
    end();
    await discord.when('answer', () => own(discord)[0]);
    expect(own(discord)).toMatchObject([{ interactionId: null, channel: discord.channel }]);
    expect(own(discord)[0]?.buttons).toHaveLength(3);
    expect(lines.map(({ level }) => level)).toEqual(['info']);
  });

  test('that took longer than its token is good for comes in the channel', async () => {
    const { discord, lines, end, endTokens } = await openWaiting();
    const asked = ask(discord, QUESTION);
    await waiting(discord, asked);
    endTokens();
    end();
    await discord.when('answer', () => own(discord)[0]);
    expect(own(discord)).toMatchObject([{ interactionId: null, channel: discord.channel }]);
    expect(read(own(discord)[0]?.text ?? '')).toContain(PERSIAN.text);
    expect(lines.map(({ level }) => level)).toEqual(['info']);
  });

  test('that could not be acknowledged at all comes in the channel', async () => {
    const { discord, lines, end } = await openWaiting();
    discord.faults.next(1_000, { kind: 'status', status: 503, when: 'before' }, CALLBACK);
    ask(discord, QUESTION);
    end();
    await discord.when('answer', () => own(discord)[0]);
    expect(own(discord)).toMatchObject([{ interactionId: null, channel: discord.channel }]);
    expect(lines.map(({ level }) => level)).not.toContain('error');
  });
});

describe('what only the presser of a button may see', () => {
  /** A source that is shown when the test says so. */
  async function pressed() {
    let show = () => {};
    const shown = new Promise<void>((resolve) => {
      show = () => resolve();
    });
    const [cited = citation({ quote: QUESTION })] = PERSIAN.citations;
    const bot = await openWaiting(CANNED, {
      source: async () => {
        await shown;
        return { citation: { ...cited, start: 0, end: 10 }, paragraph: cited.quote };
      },
    });
    const { discord, end } = bot;
    end();
    const { id: messageId } = await answered(discord, ask(discord, QUESTION));
    const user = discord.addUser('رضا');
    const press = discord.send.button({ messageId, customId: 's:answer-1:1', user });
    return { ...bot, press, user, show, hidden: await waiting(discord, press) };
  }

  test('stays theirs where the waiting message is gone', async () => {
    const { discord, press, user, show, hidden } = await pressed();
    discord.send.deleteMessage(hidden.id);
    show();
    const shown = await answered(discord, press);
    expect(shown.ephemeralFor).toEqual(user);
    expect(own(discord)).toHaveLength(2);
  });

  test('is shown to nobody where its token is over', async () => {
    const { discord, lines, show, endTokens } = await pressed();
    endTokens();
    show();
    await vi.waitFor(() => expect(lines.map(({ level }) => level)).toContain('error'), 30_000);
    expect(own(discord)).toHaveLength(1);
    expect(discord.calls(/^POST .channels.*messages$/)).toEqual([]);
  });
});
