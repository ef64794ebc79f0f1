import { MostanadError } from '../../errors.js';
import type { ChatModel } from '../../models/chat/chat-model.js';
import type { BorneOut, Claim } from '../claims/claim.js';
import { type ClaimContext, verifyClaims } from '../claims/verify-claims.js';
import type { Reports } from '../copies.js';
import { hasForeignAddress } from './addresses.js';
import { claimsOnTopic } from './on-topic.js';
import { type Brief, promptOf } from './prompt.js';
import { readReply } from './reply.js';
import { type Written, writtenOf } from './written.js';

/** A reply is read so often while it comes: brackets in a row would make reading it all that is done. */
const READ_EVERY_MS = 100;

/** Who writes and how it is checked. */
export interface WritingContext extends ClaimContext {
  readonly chatModel: ChatModel;
}

/** How one answer is written. */
export interface WritingOptions {
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** Told what stands so far, whenever another sentence does. */
  readonly onDraft: (draft: Written) => void;
}

/**
 * Has a chat model write an answer, and keeps the sentences that their quotes bear out. Each is checked
 * as soon as it is written: not even a draft shows one that is not.
 *
 * @returns null where nothing stands
 * @throws MostanadError `chat` where the model fails or replies with something else; the signal's reason
 */
export async function writeAnswer(
  context: WritingContext,
  brief: Brief,
  reports: Reports,
  { signal, onDraft }: WritingOptions,
): Promise<Written | null> {
  const standing: BorneOut[] = [];
  let seen = 0;
  let checking: Promise<void> = Promise.resolve();

  const check = (claims: readonly Claim[]): void => {
    const fresh = claims.slice(seen);
    seen = Math.max(seen, claims.length);
    if (fresh.length === 0) return;
    checking = checking.then(async () => {
      for (const claim of await standingOf(context, brief, fresh)) {
        signal.throwIfAborted();
        // Small models go round in circles.
        if (standing.some(({ sentence }) => sentence === claim.sentence)) continue;
        standing.push(claim);
        onDraft(writtenOf(standing, reports));
      }
    });
    checking.catch(() => {});
  };

  let length = 0;
  let read = Number.NEGATIVE_INFINITY;
  const onText = (text: string): void => {
    // A claim ends with a bracket: nothing else makes another one whole.
    const isDue = text.includes('}', length) && performance.now() - read >= READ_EVERY_MS;
    if (!isDue) return;
    length = text.length;
    read = performance.now();
    check(readReply(text).claims);
  };
  const whole = await context.chatModel.write(promptOf(brief), { signal, onText });
  const { claims, isReply } = readReply(whole);
  if (!isReply) {
    const { name } = context.chatModel;
    throw new MostanadError('chat', `chat model ${name}: the reply is no list of claims`);
  }
  check(claims);
  await checking;
  return standing.length === 0 ? null : writtenOf(standing, reports);
}

async function standingOf(
  context: WritingContext,
  { passages, vector }: Brief,
  claims: readonly Claim[],
): Promise<readonly BorneOut[]> {
  const verified = await verifyClaims(context, passages, claims);
  const standing = verified
    .flatMap((one) => ('fault' in one ? [] : [one.claim]))
    .filter((claim) => !hasForeignAddress(claim));
  return claimsOnTopic(context, vector, standing);
}
