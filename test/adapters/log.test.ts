import { inspect } from 'node:util';
import { DiscordAPIError } from 'discord.js';
import { GrammyError, HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { loggable } from '../../adapters/log.js';
import { MostanadError } from '../../src/errors.js';

const whole = (error: unknown) => inspect(error, { depth: 12, showHidden: true });

test('what was sent, and the address with the token, do not get into the log; message and codes do', () => {
  const network = Object.assign(
    new Error('request to https://api.telegram.org/bot123:SECRET/sendMessage failed'),
    { code: 'ECONNRESET' },
  );
  const errors = [
    new GrammyError(
      "Call to 'sendMessage' failed!",
      { ok: false, error_code: 400, description: 'Bad Request' },
      'sendMessage',
      { chat_id: 1, text: 'SECRET' },
    ),
    new HttpError("Network request for 'sendMessage' failed!", network),
    new DiscordAPIError(
      { code: 50_035, message: 'Invalid Form Body' },
      50_035,
      400,
      'PATCH',
      'https://discord.com/api/webhooks/1/SECRET',
      { body: { content: 'SECRET' }, files: undefined },
    ),
  ];
  for (const error of errors) expect(whole(error)).toContain('SECRET');
  const logged = errors.map(loggable);
  for (const error of logged) expect(whole(error)).not.toContain('SECRET');
  expect(logged[0]?.message).toContain('400: Bad Request');
  expect(logged[1]?.message).toContain('ECONNRESET');
  expect(logged[2]).toMatchObject({ code: 50_035, status: 400, method: 'PATCH' });
});

test('an error of our own keeps its name, stack and cause, and anything thrown becomes an error', () => {
  const cause = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
  const error = new MostanadError('storage', 'records /data: disk I/O error', { cause });
  expect(loggable(error)).toMatchObject({
    name: 'MostanadError',
    stack: error.stack,
    cause: { message: 'disk I/O error', code: 'SQLITE_IOERR' },
  });
  expect(loggable('thrown').message).toBe('thrown');
});
