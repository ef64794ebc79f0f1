import { setTimeout as pause } from 'node:timers/promises';
import { MostanadError } from '../../errors.js';
import { askedPause, chatError, isFormRefusal, mayPass, nameOf } from './chat-failure.js';
import { createCircuit } from './circuit.js';
import type { ChatConfig } from './config.js';
import { createPlaces } from './places.js';
import { type ChatPrompt, openProvider, type ReplyForm } from './provider.js';
import { readStream, within } from './read-stream.js';

/** Replies that wait for a place, for each that is written, and how long before they are done without. */
const WAITING = 4;
const PATIENCE_MS = 5_000;
/** So many refusals in a row are no more the questions': a server without credit says 400 to all. */
const MOST_REFUSALS = 10;
/** A retry waits so long, or as long as the server asks; where it asks for more there is none. */
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** A sender that has begun and then says nothing for so long says nothing more. */
const SILENCE_MS = 20_000;
/** No language takes more letters for a token. */
const UNITS_PER_TOKEN = 12;

/** How one reply is written. */
export interface ReplyOptions {
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** Told when the model is asked: not where it rests, or where too many replies are being written. */
  readonly onAsked?: () => void;
  /** Told the whole text so far, with each piece. */
  readonly onText?: (text: string) => void;
}

/** A chat model within its bounds: time, length, how many at once, and rest where it fails. */
export interface ChatModel {
  /** Which one it is, as in CHAT_MODEL. */
  readonly name: string;
  /**
   * Writes one reply.
   *
   * @throws MostanadError `chat` that names what failed, without key, prompt or reply; the signal's
   *   reason where that ended it
   */
  write(prompt: ChatPrompt, options: ReplyOptions): Promise<string>;
}

/** The longest that one reply may take, in milliseconds, the wait for a place included. */
export function longestReply({ timeout }: Pick<ChatConfig, 'timeout'>): number {
  return PATIENCE_MS + timeout;
}

export function createChatModel(config: ChatConfig): ChatModel {
  const { concurrency, timeout, tokens } = config;
  const provider = openProvider(config);
  const places = createPlaces({
    places: concurrency,
    waiting: WAITING * concurrency,
    patience: PATIENCE_MS,
  });
  const circuit = createCircuit();
  /** Servers differ in what they take: the form that one took is where the next question begins. */
  let taken = 0;
  /** In a row; until a first reply a refusal is the server's. */
  let refusals = MOST_REFUSALS;

  async function inForm(prompt: ChatPrompt, form: ReplyForm, attempt: Attempt): Promise<string> {
    const { signal, onAsked, onText } = attempt;
    onAsked();
    const pieces = await within(provider.stream(prompt, form, signal), signal);
    const bounds = { signal, silence: SILENCE_MS, length: tokens * UNITS_PER_TOKEN };
    return readStream(pieces, bounds, onText);
  }

  async function inTakenForm(prompt: ChatPrompt, attempt: Attempt): Promise<string> {
    let refusal: unknown;
    for (const [index, form] of provider.forms.entries()) {
      if (index < taken) continue;
      try {
        const text = await inForm(prompt, form, attempt);
        taken = index;
        refusals = 0;
        return text;
      } catch (error) {
        if (!isFormRefusal(error)) throw error;
        refusal = error;
      }
    }
    throw refusal;
  }

  /** Tries once more where that may help: never after a reply has begun. */
  async function withRetry(prompt: ChatPrompt, attempt: Attempt): Promise<string> {
    const { signal, onText } = attempt;
    let begun = false;
    const onBegun = (text: string) => {
      begun = true;
      onText(text);
    };
    try {
      return await inTakenForm(prompt, { ...attempt, onText: onBegun });
    } catch (error) {
      const rest = askedPause(error) ?? PAUSE_MS;
      const mayHelp = !isFormRefusal(error) && mayPass(error) && rest <= LONGEST_PAUSE_MS;
      if (begun || signal.aborted || !mayHelp) throw error;
      await pause(rest, undefined, { signal });
      return inTakenForm(prompt, attempt);
    }
  }

  /** What a server that has replied refuses is this question: its filter of contents, for example. */
  function isOfQuestion(error: unknown): boolean {
    if (!isFormRefusal(error)) return false;
    refusals += 1;
    return refusals <= MOST_REFUSALS;
  }

  /** Its time is the server's: it begins where the wait for a place is over. */
  async function inTime(prompt: ChatPrompt, attempt: Attempt): Promise<string> {
    const limit = AbortSignal.timeout(timeout);
    const signal = AbortSignal.any([attempt.signal, limit]);
    try {
      return await circuit.run(
        () => withRetry(prompt, { ...attempt, signal }),
        (error) => !attempt.signal.aborted && !isOfQuestion(error),
      );
    } catch (error) {
      const late = `no reply within ${timeout / 1000} seconds`;
      throw limit.aborted ? new MostanadError('chat', late) : error;
    }
  }

  return {
    name: nameOf(config),
    async write(prompt, { signal, onAsked = () => {}, onText = () => {} }) {
      try {
        // Before the wait: nobody waits behind a test.
        circuit.throwIfOpen();
        const giveBack = await places.take(signal);
        try {
          return await inTime(prompt, { signal, onAsked, onText });
        } finally {
          giveBack();
        }
      } catch (error) {
        signal.throwIfAborted();
        throw chatError(config, error);
      }
    },
  };
}

/** One try at a reply. */
type Attempt = Required<ReplyOptions>;
