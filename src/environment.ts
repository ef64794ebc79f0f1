import { z } from 'zod';
import { MostanadError } from './errors.js';

/** A variable that is there but empty, as in a copied .env.example, counts as missing. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  );
}

/** What is wrong with which variable, a line each, without values: a token or key may be among them. */
export function problemsOf(error: z.ZodError | undefined): readonly string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** The error that names every wrong variable at once. */
export function wrongVariables(problems: readonly string[]): MostanadError {
  const lines = problems.map((problem) => `  ${problem}`);
  return new MostanadError('input', ['These variables are wrong:', ...lines].join('\n'));
}
