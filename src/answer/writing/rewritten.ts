import { z } from 'zod';
import { jsonIn } from './json-in.js';

/** A question is no longer than this (UTF-16 units); what is, is an answer or worse. */
const LONGEST = 300;

/** The JSON schema of a rewritten question. */
export const REWRITTEN_SCHEMA = {
  type: 'object',
  properties: { question: { type: 'string' } },
  required: ['question'],
  additionalProperties: false,
} as const;

const Rewritten = z.object({
  question: z
    .string()
    .max(LONGEST)
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[\s\p{Cc}]+|(?!\u200c)\p{Cf}/gu, ' ')
        .trim(),
    )
    .pipe(z.string().regex(/\p{L}/u)),
});

/** The question that a model's reply holds; null where it holds none. */
export function readRewritten(text: string): string | null {
  const { value, isWhole } = jsonIn(text, /\{\s*"question"/u);
  const read = Rewritten.safeParse(isWhole ? value : null);
  return read.success ? read.data.question : null;
}
