import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { issuesOf } from '../corpus/issues.js';
import { MostanadError, messageOf } from '../errors.js';

const AnswerText = z.union([
  z.string(),
  z.object({ text: z.string() }).transform(({ text }) => text),
]);

const Row = z.object({
  question: z.string(),
  article: z.string().optional(),
  paragraphs: z.array(z.number().int().nonnegative()).default([]),
  answers: z.array(AnswerText).default([]),
  answer_has_any: z.array(z.string()).default([]),
  answerable: z.boolean(),
});

/** A question with what is right: its paragraphs (in one article, where named) and its answers. */
export type Question = Readonly<z.infer<typeof Row>>;

/**
 * Reads a question file, one JSON object a line.
 *
 * @throws MostanadError `input` that names the file, the line and what is wrong
 */
export async function readQuestions(path: string): Promise<readonly Question[]> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new MostanadError('input', `questions ${path}: cannot be read (${messageOf(error)})`, {
      cause: error,
    });
  });
  const questions = content.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    try {
      return [Row.parse(JSON.parse(text))];
    } catch (error) {
      const reason = error instanceof z.ZodError ? issuesOf(error, 'the line') : messageOf(error);
      throw new MostanadError('input', `questions ${path}, line ${index + 1}: ${reason}`, {
        cause: error,
      });
    }
  });
  if (questions.length === 0) throw new MostanadError('input', `questions ${path}: it holds none`);
  return questions;
}
