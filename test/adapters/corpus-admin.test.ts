import { afterAll, onTestFinished } from 'vitest';
import { startDiscord } from '../../adapters/discord/start.js';
import { startTelegram } from '../../adapters/telegram/telegram.js';
import { startDiscordEmulator } from '../support/discord/emulator.js';
import { startTelegramEmulator } from '../support/telegram/emulator.js';
import { corpusAdminContract, until, type Wanted } from './corpus-admin.js';
import { cannedChat } from './discord/bot.js';

const QUIET = { info() {}, warn() {}, error() {} };

corpusAdminContract('Telegram', 'telegram:7001', async (corpus) => {
  const telegram = await startTelegramEmulator({ limits: { chat: { messages: 50, perMs: 1000 } } });
  const { token, apiRoot } = telegram;
  const platform = await startTelegram({ token, apiRoot, corpus, log: QUIET }, cannedChat());
  onTestFinished(async () => {
    await platform.stop(1000);
    await telegram.close();
  });
  const commandOf = (wanted: Wanted) =>
    wanted.kind === 'list' ? '/corpus' : `/corpus ${wanted.kind} ${wanted.what}`;
  return {
    async send(who, wanted) {
      const userId = who === 'admin' ? 7001 : 7002;
      const before = telegram.messages(userId).length;
      telegram.send.privateText(commandOf(wanted), { userId });
      return telegram.waitFor(() => telegram.messages(userId)[before]?.text);
    },
  };
});

// Who may must be known before the bot starts, and ids are the emulator's to give.
const discord = await startDiscordEmulator();
afterAll(() => discord.close());
const people = { admin: discord.addUser('نرگس'), other: discord.addUser('رضا') };

corpusAdminContract('Discord', `discord:${people.admin.id}`, async (corpus) => {
  const options = { token: discord.token, apiRoot: discord.url, corpus, log: QUIET };
  const platform = await startDiscord(options, cannedChat());
  onTestFinished(() => platform.stop(1000));
  return {
    async send(who, wanted) {
      const values = { list: {}, add: { url: '' }, remove: { which: '' } }[wanted.kind];
      const [name] = Object.keys(values);
      const what = wanted.kind === 'list' ? '' : wanted.what;
      const sent = discord.send.slashCommand({
        name: 'corpus',
        subcommand: wanted.kind,
        options: name === undefined ? {} : { [name]: what },
        user: people[who],
        channel: discord.channel,
      });
      const answer = await until(() => sent.answers().find(({ loading }) => !loading));
      if (answer.ephemeralFor?.id !== people[who].id) throw new Error('everyone sees the answer');
      return answer.text;
    },
  };
});
