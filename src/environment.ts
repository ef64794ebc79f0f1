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

/** An error that names every wrong variable at once. */
class WrongVariables extends MostanadError {
  constructor(readonly problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super('input', ['These variables are wrong:', ...lines].join('\n'));
  }
}

/** The error that names every wrong variable at once. */
export function wrongVariables(problems: readonly string[]): MostanadError {
  return new WrongVariables(problems);
}

/**
 * Reads several groups of variables.
 *
 * @throws MostanadError `input` that names the wrong variables of all of them
 */
export function readGroups<Readers extends Readonly<Record<string, () => unknown>>>(
  readers: Readers,
): { readonly [Name in keyof Readers]: ReturnType<Readers[Name]> } {
  const problems = new Set<string>();
  const read = Object.entries(readers).map(([name, reader]) => {
    try {
      return [name, reader()] as const;
    } catch (error) {
      if (!(error instanceof WrongVariables)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return [name, null] as const;
    }
  });
  if (problems.size > 0) throw wrongVariables([...problems]);
  return Object.fromEntries(read) as { [Name in keyof Readers]: ReturnType<Readers[Name]> };
}
