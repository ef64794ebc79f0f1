import { type Log, loggable } from '../log.js';

/** An answer that is there sooner needs no typing, and a burst of questions no call for it. */
const TYPING_AFTER_MS = 500;

/** Discord shows the bot typing for ten seconds. */
const TYPING_AGAIN_MS = 8000;

/** Shows the bot typing, soon and then again and again, until the function returned is called. */
export function keepTyping(type: () => Promise<void>, log: Log): () => void {
  const show = () => {
    timer = setTimeout(show, TYPING_AGAIN_MS).unref();
    type().catch((err: unknown) =>
      log.warn({ err: loggable(err) }, 'Discord: typing could not be shown'),
    );
  };
  let timer = setTimeout(show, TYPING_AFTER_MS).unref();
  return () => clearTimeout(timer);
}
