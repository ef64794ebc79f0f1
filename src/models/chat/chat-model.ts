import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  retry,
  wrap,
} from 'cockatiel';
import { MostanadError } from '../../errors.js';
import { askedPause, chatError, isFormRefusal, mayPass, nameOf } from './chat-failure.js';
import type { ChatConfig } from './config.js';
import { type ChatPrompt, openProvider, type ReplyForm } from './provider.js';
import { readStream, within } from './read-stream.js';

/** After so many failures in a row the model is left alone for so long. */
const FAILURES = 5;
const REST_MS = 30_000;
/** Replies that wait for a place, for each that is written. */
const WAITING = 4;
/** A retry waits so long, or as long as the server asks; where it asks for more there is none. */
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** A sender that has begun and then says nothing for so long says nothing more. */
const SILENCE_MS = 20_000;
/** No language takes more letters for a token. */
const UNITS_PER_TOKEN = 12;

/** A chat model within its bounds: time, length, how many at once, and rest where it fails. */
export interface ChatModel {
  /** Which one it is, as in CHAT_MODEL. */
  readonly name: string;
  /**
   * Writes one reply.
   *
   * @param signal - ends it at once
   * @param onText - told the whole text so far, with each piece
   * @throws MostanadError `chat` that names what failed, without key, prompt or reply; the signal's
   *   reason where that ended it
   */
  write(prompt: ChatPrompt, signal: AbortSignal, onText: (text: string) => void): Promise<string>;
}

export function createChatModel(config: ChatConfig): ChatModel {
  const provider = openProvider(config);
  const isServers = handleWhen((error) => !(error instanceof Withdrawn));
  const places = bulkhead(config.concurrency, WAITING * config.concurrency);
  const breaker = circuitBreaker(isServers, {
    breaker: new ConsecutiveBreaker(FAILURES),
    halfOpenAfter: REST_MS,
  });
  /** Servers differ in what they take: the form that one took is where the next question begins. */
  let taken = 0;

  async function once(prompt: ChatPrompt, form: ReplyForm, attempt: Attempt): Promise<string> {
    const { signal, onText } = attempt;
    let begun = false;
    try {
      const pieces = await within(provider.stream(prompt, form, signal), signal);
      const bounds = { signal, silence: SILENCE_MS, length: config.tokens * UNITS_PER_TOKEN };
      return await readStream(pieces, bounds, (text) => {
        begun = true;
        onText(text);
      });
    } catch (error) {
      const isWorthARetry = !begun && !signal.aborted && !isFormRefusal(error) && mayPass(error);
      throw isWorthARetry ? new Passing(error) : error;
    }
  }

  async function inTakenForm(prompt: ChatPrompt, attempt: Attempt): Promise<string> {
    let refusal: unknown;
    for (const [index, form] of provider.forms.entries()) {
      if (index < taken) continue;
      try {
        const text = await once(prompt, form, attempt);
        taken = index;
        return text;
      } catch (error) {
        if (!isFormRefusal(error)) throw error;
        refusal = error;
      }
    }
    throw refusal;
  }

  return {
    name: nameOf(config),
    async write(prompt, signal, onText) {
      const limit = AbortSignal.timeout(config.timeout);
      const bounded = AbortSignal.any([signal, limit]);
      const again = retry(
        handleWhen((error) => error instanceof Passing && pauseBefore(error) <= LONGEST_PAUSE_MS),
        {
          maxAttempts: 1,
          backoff: new DelegateBackoff(({ result }) =>
            'error' in result ? pauseBefore(result.error) : PAUSE_MS,
          ),
        },
      );
      const work = wrap(places, breaker, again).execute(async () => {
        try {
          return await inTakenForm(prompt, { signal: bounded, onText });
        } catch (error) {
          throw signal.aborted ? new Withdrawn() : error;
        }
      }, bounded);
      try {
        return await within(work, bounded);
      } catch (error) {
        signal.throwIfAborted();
        throw chatError(config, limit.aborted ? late(config) : reasonOf(error));
      }
    },
  };
}

/** One try at a reply. */
interface Attempt {
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
}

function late({ timeout }: ChatConfig): MostanadError {
  return new MostanadError('chat', `no reply within ${timeout / 1000} seconds`);
}

/** What a failure is about, below what the policies make of it. */
function reasonOf(error: unknown): unknown {
  if (error instanceof Passing) return error.cause;
  if (isBrokenCircuitError(error)) {
    const rest = `${FAILURES} failures in a row: it is asked again after ${REST_MS / 1000} seconds`;
    return new MostanadError('chat', rest);
  }
  if (isBulkheadRejectedError(error)) {
    return new MostanadError('chat', 'too many replies are being written');
  }
  return error;
}

/** The person does not want the answer any more: nobody's fault. */
class Withdrawn extends Error {}

/** A failure that the next try may not meet. */
class Passing extends Error {
  constructor(cause: unknown) {
    super('may pass', { cause });
  }
}

function pauseBefore(error: unknown): number {
  return (error instanceof Passing ? askedPause(error.cause) : null) ?? PAUSE_MS;
}
