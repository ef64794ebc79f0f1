import { expect, test } from 'vitest';
import { readPlatforms } from '../src/platform-config.js';

const DISCORD = 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs';
const TELEGRAM = '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11';

test('nothing set is no platform, and an empty variable is not set', () => {
  const none = { logLevel: 'info', admins: [], discord: null, telegram: null };
  expect(readPlatforms({})).toEqual(none);
  expect(readPlatforms({ DISCORD_TOKEN: '', TELEGRAM_TOKEN: ' ', WEBHOOK_URL: '' })).toEqual(none);
});

test('each platform has its settings', () => {
  const config = readPlatforms({
    DISCORD_TOKEN: DISCORD,
    DISCORD_GUILDS: '1, 2',
    TELEGRAM_TOKEN: TELEGRAM,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    TELEGRAM_CHATS: '-100123 7',
    WEBHOOK_URL: 'https://example.org/hook',
    WEBHOOK_SECRET: 'a-secret-of-16-ch',
    WEBHOOK_PORT: '8443',
    LOG_LEVEL: 'debug',
    ADMINS: 'discord:198622483471925248, telegram:7001',
  });
  expect(config.admins).toEqual(['discord:198622483471925248', 'telegram:7001']);
  expect(config.logLevel).toBe('debug');
  expect(config.discord).toEqual({
    token: DISCORD,
    messageContent: false,
    guilds: ['1', '2'],
    channels: [],
  });
  expect(config.telegram).toEqual({
    token: TELEGRAM,
    apiRoot: 'http://127.0.0.1:8081',
    webhook: { url: 'https://example.org/hook', secretToken: 'a-secret-of-16-ch', port: 8443 },
    chats: [-100123, 7],
  });
});

test('every wrong and missing variable is named at once, and no value is shown', () => {
  const read = () =>
    readPlatforms({
      DISCORD_TOKEN: 'secret!',
      TELEGRAM_TOKEN: 'nonsense',
      TELEGRAM_CHATS: 'abc',
      WEBHOOK_URL: 'http://example.org',
      WEBHOOK_PORT: '99999',
      LOG_LEVEL: 'loud',
      ADMINS: 'telegram:@narges',
    });
  expect(read).toThrow(
    /ADMINS[\s\S]*DISCORD_TOKEN[\s\S]*TELEGRAM_TOKEN[\s\S]*TELEGRAM_CHATS[\s\S]*WEBHOOK_URL[\s\S]*WEBHOOK_PORT[\s\S]*LOG_LEVEL/,
  );
  expect(read).not.toThrow(/secret!|nonsense/);
});

test('a webhook without its secret and port is incomplete', () => {
  const read = () => readPlatforms({ WEBHOOK_URL: 'https://example.org' });
  expect(read).toThrow(/WEBHOOK_SECRET: is needed with the webhook/);
  expect(read).toThrow(/WEBHOOK_PORT: is needed with the webhook/);
  expect(() => readPlatforms({ LOG_LEVEL: 'loud', WEBHOOK_PORT: '8443' })).toThrow(
    /LOG_LEVEL[\s\S]*WEBHOOK_URL: is needed[\s\S]*WEBHOOK_SECRET: is needed/,
  );
});
