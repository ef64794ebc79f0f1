import { MostanadError } from '../../errors.js';

/** Bounds of a reply that comes piece by piece. */
export interface StreamBounds {
  /** Ends the reading at once, with the signal's reason. */
  readonly signal: AbortSignal;
  /** The longest silence after the first piece, in milliseconds. */
  readonly silence: number;
  /** The longest reply, in UTF-16 units. */
  readonly length: number;
}

/**
 * Reads a reply to its end, whatever its sender does.
 *
 * @param onText - told the whole text so far, with each piece
 * @throws the signal's reason; Error where the reply is too long or the sender falls silent
 */
export async function readStream(
  pieces: AsyncIterable<string>,
  { signal, silence, length }: StreamBounds,
  onText: (text: string) => void,
): Promise<string> {
  const iterator = pieces[Symbol.asyncIterator]();
  let text = '';
  try {
    for (;;) {
      const next = await within(iterator.next(), signal, text === '' ? undefined : silence);
      if (next.done) return text;
      text += next.value;
      if (text.length > length)
        throw new MostanadError('chat', `the reply is longer than ${length} characters`);
      onText(text);
    }
  } finally {
    // A sender that hangs must not be waited for.
    iterator.return?.()?.catch(() => {});
  }
}

/** Waits for a piece until the signal, or too long a silence, says no more. */
export async function within<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  silence?: number,
): Promise<Result> {
  // Where it fails after the waiting ended, nobody is left to be told.
  work.catch(() => {});
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    const quiet = () => reject(new MostanadError('chat', `nothing more came for ${silence} ms`));
    const timer = silence === undefined ? undefined : setTimeout(quiet, silence);
    signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    stop();
  }
}
