import { z } from 'zod';
import { toAsciiDigits } from '../../language/digits.js';
import type { Claim } from '../claims/claim.js';
import { jsonIn } from './json-in.js';

/** More than this of anything is no answer to a question. */
const MOST_CLAIMS = 8;
const MOST_EVIDENCE = 4;
const LONGEST_SENTENCE = 600;
const LONGEST_QUOTE = 1500;

/** The JSON schema of a reply, in the subset that providers take strictly. */
export const REPLY_SCHEMA = {
  type: 'object',
  properties: {
    claims: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          sentence: { type: 'string' },
          evidence: {
            type: 'array',
            items: {
              type: 'object',
              properties: { n: { type: 'integer' }, quote: { type: 'string' } },
              required: ['n', 'quote'],
              additionalProperties: false,
            },
          },
        },
        required: ['sentence', 'evidence'],
        additionalProperties: false,
      },
    },
  },
  required: ['claims'],
  additionalProperties: false,
} as const;

/** Models without a schema write "1", "[1]" or «۱» for a number, and one object for a list of one. */
const Evidence = z.object({
  n: z
    .union([
      z.number(),
      z.string().transform((text) => Number(toAsciiDigits(text).replace(/\D/gu, ''))),
    ])
    .pipe(z.number().int().positive()),
  quote: z.string().min(1).max(LONGEST_QUOTE),
});
const Evidences = z
  .union([z.array(z.unknown()), z.unknown().transform((one) => [one])])
  .transform((list) => list.slice(0, MOST_EVIDENCE).flatMap((one) => parsed(Evidence, one)));
const WrittenClaim = z.object({
  sentence: z.string().max(LONGEST_SENTENCE).transform(plainSentence).pipe(z.string().min(1)),
  evidence: Evidences,
});

/** What can be made of a reply, or of the beginning of one. */
export interface Reply {
  readonly claims: readonly Claim[];
  /** False where it is no list of claims at all, or not yet. */
  readonly isReply: boolean;
}

const NO_REPLY: Reply = { claims: [], isReply: false };

/**
 * Reads the claims of a model's reply: JSON, or JSON with other words, a fence or thoughts around it,
 * or the beginning of it. What is not of the form of a claim is left out, and so is the last where the
 * reply is cut: half a sentence may say the opposite of the whole.
 */
export function readReply(text: string): Reply {
  const { value, isWhole } = jsonIn(text, /\{\s*"claims"|\[\s*\{/u);
  const list = Array.isArray(value)
    ? value
    : ((value ?? {}) as { readonly claims?: unknown }).claims;
  if (!Array.isArray(list)) return NO_REPLY;
  const whole = isWhole ? list : list.slice(0, -1);
  const claims = whole.slice(0, MOST_CLAIMS).flatMap((one) => parsed(WrittenClaim, one));
  return { claims, isReply: true };
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown): readonly Value[] {
  const read = schema.safeParse(value);
  return read.success ? [read.data] : [];
}

/** Numbers in brackets of any shape («[1, 2]», «【1†source】»), brackets that these leave empty, «①». */
const MARKERS =
  /[[［【〔〖⟦][\p{N}\s\u200c,،;؛:.–-]*(?:†[^\]］】〕〗⟧]*)?[\]］】〕〗⟧]|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/gu;

/** A text without markers, also those that stand only when one within them is gone: «[[1]2]». */
function withoutMarkers(text: string): string {
  const rest = text.replace(MARKERS, ' ');
  return rest === text ? text : withoutMarkers(rest);
}

/** A sentence on one line, without markers of its own: all markers are ours. */
function plainSentence(text: string): string {
  const visible = text
    .toWellFormed()
    // First, as they may stand within what looks like a marker.
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (mark) => (mark === '\u200c' ? mark : ' '));
  return withoutMarkers(visible)
    .replace(/ +(?=[.،؛,;:!؟?])/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
