import { setTimeout as pause } from 'node:timers/promises';
import { type RunnerHandle, run } from '@grammyjs/runner';
import { type Bot, GrammyError } from 'grammy';
import { MostanadError } from '../../src/errors.js';
import { type Log, loggable } from '../log.js';
import { insist } from './insist.js';
import { UPDATE_KINDS, type Updates } from './updates.js';

/** Many may wait for their chat's turn; whoever writes fast must not use the room up. */
const AT_ONCE = 2_000;
const RETRY_MS = 1_000;
const RESTART_MS = 2_000;
const UNAUTHORIZED = 401;

/**
 * Asks Telegram for updates. Takes over from a webhook; what waits there comes here.
 *
 * @param lastUpdateId - the highest number of an update that was let in; 0 for none
 */
export async function startPolling(
  bot: Bot,
  lastUpdateId: () => number,
  log: Log,
): Promise<Updates> {
  const stopping = new AbortController();
  let lose = (_reason: MostanadError) => {};
  const lost = new Promise<MostanadError>((resolve) => {
    lose = resolve;
  });
  await insist(() => bot.api.deleteWebhook());
  let runner = start();
  const ended = keepRunning();

  function start(): RunnerHandle {
    return run(bot, {
      sink: { concurrency: AT_ONCE },
      // Its own messages would show the token; failures are logged where the calls are made.
      runner: { silent: true, retryInterval: RETRY_MS, fetch: { allowed_updates: UPDATE_KINDS } },
    });
  }

  /** Another copy of the bot, or a webhook that somebody set, ends polling: it goes on after a while. */
  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await runner.task();
      } catch (error) {
        if (error instanceof GrammyError && error.error_code === UNAUTHORIZED) {
          const cause = loggable(error);
          const problem = `Telegram no longer knows the bot's token: ${cause.message}`;
          return lose(new MostanadError('input', problem, { cause }));
        }
        log.error({ err: loggable(error) }, 'Telegram gives no updates; trying again');
      }
      await pause(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) runner = start();
    }
  }

  /** The runner confirms updates with its next poll only: these would come again after a restart. */
  async function confirm(): Promise<void> {
    if (lastUpdateId() === 0) return;
    await bot.api.getUpdates({ offset: lastUpdateId() + 1, limit: 1, timeout: 0 });
  }

  return {
    lost,
    async stop() {
      stopping.abort();
      if (runner.isRunning()) await runner.stop();
      await ended;
      await confirm().catch((error) =>
        log.warn({ err: loggable(error) }, 'Telegram may send the last updates again'),
      );
    },
    close() {},
  };
}
