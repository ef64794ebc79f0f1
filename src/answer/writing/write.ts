import { MostanadError } from '../../errors.js';
import type { ChatModel } from '../../models/chat/chat-model.js';
import type { BorneOut, Claim } from '../claims/claim.js';
import { type ClaimContext, verifyClaims } from '../claims/verify-claims.js';
import type { Reports } from '../copies.js';
import { hasForeignAddress } from './addresses.js';
import { claimsOnTopic } from './on-topic.js';
import { type Brief, promptOf } from './prompt.js';
import { readReply } from './reply.js';
import { saidOf, saidWith } from './said.js';
import { type Written, writtenOf } from './written.js';

/** A reply is read so often while it comes: brackets in a row would make reading it all that is done. */
const READ_EVERY_MS = 100;

/** Who writes and how it is checked. */
export interface WritingContext extends ClaimContext {
  readonly chatModel: ChatModel;
}

/** How a question is put by a chat model. */
export interface RewritingOptions {
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** Told when the model is asked: not where it rests, or where too many replies are being written. */
  readonly onAsked: () => void;
}

/** How one answer is written. */
export interface WritingOptions extends RewritingOptions {
  /** Told what stands so far, whenever another sentence does. */
  readonly onDraft: (draft: Written) => void;
}

/**
 * Has a chat model write an answer, and keeps the sentences that their quotes bear out; of what is told in
 * other words the quotes themselves. Each is checked as soon as it is written: not even a draft shows one that is not.
 *
 * @returns null where nothing stands
 * @throws MostanadError `chat` where the model fails or replies with something else; the signal's reason
 */
export async function writeAnswer(
  context: WritingContext,
  brief: Brief,
  reports: Reports,
  { signal, onAsked, onDraft }: WritingOptions,
): Promise<Written | null> {
  const { chatModel } = context;
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const checks = openChecks(context, brief, reports, { signal: ended, onDraft });
  try {
    const onText = eachClaim((text) => checks.add(readReply(text).claims));
    const whole = await chatModel.write(promptOf(brief), { signal, onAsked, onText });
    const { claims, isReply } = readReply(whole);
    if (!isReply) {
      const { name } = chatModel;
      throw new MostanadError('chat', `chat model ${name}: the reply is no list of claims`);
    }
    checks.add(claims);
    return await checks.end();
  } finally {
    // Where the model failed a check may go on: nobody is told of it any more.
    over.abort(new Error('the answer is over'));
  }
}

/** Told a reply so far, tells it on where another claim may be whole, and not too often. */
function eachClaim(read: (text: string) => void): (text: string) => void {
  let length = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (text) => {
    // A claim ends with a bracket: nothing else makes another one whole.
    const isDue = text.includes('}', length) && performance.now() - last >= READ_EVERY_MS;
    if (!isDue) return;
    length = text.length;
    last = performance.now();
    read(text);
  };
}

/** The checks of one answer's claims, one after another. */
interface Checks {
  /** Checks those of a reply's claims that were not there before. */
  add(claims: readonly Claim[]): void;
  /** What stands when all are checked; null where nothing does. */
  end(): Promise<Written | null>;
}

function openChecks(
  context: WritingContext,
  brief: Brief,
  reports: Reports,
  { signal, onDraft }: Omit<WritingOptions, 'onAsked'>,
): Checks {
  let standing: readonly BorneOut[] = [];
  let seen = 0;
  let checking: Promise<void> = Promise.resolve();

  async function check(claims: readonly Claim[]): Promise<void> {
    signal.throwIfAborted();
    for (const claim of await standingOf(context, brief, claims)) {
      signal.throwIfAborted();
      // Small models go round in circles.
      const longer = saidWith(standing, claim);
      if (longer === standing) continue;
      standing = longer;
      onDraft(writtenOf(standing, reports));
    }
  }

  return {
    add(claims) {
      const fresh = claims.slice(seen);
      seen = Math.max(seen, claims.length);
      if (fresh.length === 0) return;
      checking = checking.then(() => check(fresh));
      // Whoever waits for the end is told.
      checking.catch(() => {});
    },
    async end() {
      await checking;
      return standing.length === 0 ? null : writtenOf(standing, reports);
    },
  };
}

async function standingOf(
  context: WritingContext,
  { passages, vector, language }: Brief,
  claims: readonly Claim[],
): Promise<readonly BorneOut[]> {
  const verified = await verifyClaims(context, passages, claims);
  const standing = verified
    .flatMap((one) => saidOf(one, language))
    .filter((claim) => !hasForeignAddress(claim));
  return claimsOnTopic(context, vector, standing);
}
