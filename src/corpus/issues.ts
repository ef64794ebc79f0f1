import type { z } from 'zod';

/**
 * What is wrong with a value, each part by its name.
 *
 * @param whole - what the value itself is called, where no part of it is to blame
 */
export function issuesOf(error: z.ZodError, whole: string): string {
  return error.issues
    .map(({ path, message }) => `${path.join('.') || whole}: ${message}`)
    .join('; ');
}
