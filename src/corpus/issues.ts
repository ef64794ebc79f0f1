import type { z } from 'zod';

/**
 * What is wrong with a value, each part by its name.
 *
 * @param whole - what the value itself is called, where no part of it is to blame
 */
export function issuesOf(error: z.ZodError, whole: string): string {
  return error.issues
    .map((issue) => {
      const reason = isMissing(issue) ? 'is missing' : issue.message;
      return `${issue.path.join('.') || whole}: ${reason}`;
    })
    .join('; ');
}

/** Zod says it in its message alone; of a union, each of the kinds that the value may be says it. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_union') {
    const { errors } = issue;
    return errors.length > 0 && errors.every(([first]) => first !== undefined && isWhole(first));
  }
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

function isWhole(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && isMissing(issue);
}
