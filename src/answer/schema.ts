import { z } from 'zod';

/** Another article that tells the story of a cited one. */
const Report = z.object({
  articleId: z.string(),
  title: z.string(),
  source: z.string().nullable(),
  date: z.string().nullable(),
  url: z.string().nullable(),
});

/** A citation: `quote` stands in the paragraph's text from `start` to `end` (UTF-16), to the letter. */
export const Citation = z.object({
  marker: z.number().int().positive(),
  articleId: z.string(),
  title: z.string(),
  source: z.string().nullable(),
  date: z.string().nullable(),
  url: z.string().nullable(),
  /** Counts the article's blocks from 0, the headline. */
  paragraph: z.number().int().nonnegative(),
  quote: z.string().min(1),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** The words of the quote that answer, as places in the paragraph; null: the whole quote. */
  answer: z
    .object({ start: z.number().int().nonnegative(), end: z.number().int().positive() })
    .readonly()
    .nullable()
    .default(null),
  /** The articles that tell the same story, which are not cited beside it; the earliest first. */
  alsoReportedBy: z.array(Report.readonly()).readonly().default([]),
});

/** What comes closest where the corpus does not answer. */
export const Nearest = z.object({
  articleId: z.string(),
  title: z.string(),
  paragraph: z.number().int().nonnegative(),
});

/** What of the corpus was looked through: days as ISO, both included; of an empty list everything. */
const Searched = z.object({
  sources: z.array(z.string()).readonly(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  categories: z.array(z.string()).readonly(),
  languages: z.array(z.string()).readonly(),
});

/** One of several questions of a message, and what of the answer is its own. */
const Part = z.object({
  question: z.string(),
  /** As in the answer; with the subject of the question before it where it has none of its own. */
  understood: z.string().nullable(),
  answered: z.boolean(),
  confidence: z.number().min(0).max(1),
  /** Those of the citations that answer it. */
  markers: z.array(z.number().int().positive()).readonly(),
});

/**
 * The answer to one question, as every platform shows it and `ask --json` prints it. Not answered
 * means no citations, and `text` says so in the question's language; answered means that every
 * marker in `text` has its citation and every citation its marker.
 */
export const Answer = z.object({
  question: z.string(),
  /** The question with what it leaves unsaid, from the conversation; null: read as it stands. */
  understood: z.string().nullable().default(null),
  /** What of the corpus it was asked to; null: all of it. */
  filter: Searched.readonly().nullable().default(null),
  language: z.enum(['fa', 'ar', 'en', 'fa-Latn']),
  answered: z.boolean(),
  text: z.string(),
  /** How likely it is that the first citation answers the question: 0 to 1, calibrated; of several the least. */
  confidence: z.number().min(0).max(1),
  mode: z.enum(['extractive', 'generated']),
  citations: z.array(Citation).readonly(),
  nearest: z.array(Nearest).readonly(),
  /** Where a message asks several questions, each of them; answered means that one of them is. */
  parts: z.array(Part.readonly()).readonly().optional(),
  /** Milliseconds by stage. */
  timings: z.record(z.string(), z.number()),
});

export type Citation = Readonly<z.infer<typeof Citation>>;

/** The words of a quote that answer; the whole quote where none are named. */
export function answeringWords({
  quote,
  start,
  answer,
}: Pick<Citation, 'quote' | 'start' | 'answer'>): string {
  return answer === null ? quote : quote.slice(answer.start - start, answer.end - start);
}

export type Part = Readonly<z.infer<typeof Part>>;
export type Nearest = Readonly<z.infer<typeof Nearest>>;
export type Answer = Readonly<z.infer<typeof Answer>>;
