import type { Api } from 'grammy';
import type { Target } from './delivery.js';

/** Telegram shows an action for five seconds. */
const AGAIN_MS = 4_500;

/** Shows that the bot is typing for as long as the work takes. */
export async function whileTyping<Result>(
  api: Api,
  { chatId, thread }: Target,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = new AbortController();
  // grammy's types name an older class of the same shape.
  const signal = done.signal as unknown as Parameters<Api['sendChatAction']>[3];
  const show = () => {
    const topic = thread === undefined ? {} : { message_thread_id: thread };
    // Nobody misses it where it fails.
    api.sendChatAction(chatId, 'typing', topic, signal).catch(() => {});
  };
  show();
  const timer = setInterval(show, AGAIN_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    done.abort();
  }
}
