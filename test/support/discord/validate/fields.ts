import type { FormIssue } from '../refusal.js';

export type Path = FormIssue['path'];

/** A required field that is missing, null or the empty string. */
export function required(path: Path): FormIssue {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}

/** A value of the wrong JSON type. */
export function wrongType(path: Path, expected: string): FormIssue {
  return { path, code: 'BASE_TYPE_CONVERT', message: `Could not interpret value as ${expected}.` };
}

/**
 * A string of at most `max` UTF-16 units. Discord counts code points, which are never more: what
 * passes here passes there.
 */
export function text(value: unknown, path: Path, max: number, min = 0): readonly FormIssue[] {
  if (value === undefined || value === null || value === '') {
    return min > 0 ? [required(path)] : [];
  }
  if (typeof value !== 'string') return [wrongType(path, 'string')];
  if (value.length <= max) return [];
  return min > 0
    ? [badLength(path, min, max)]
    : [
        {
          path,
          code: 'BASE_TYPE_MAX_LENGTH',
          message: `Must be ${max} or fewer in length.`,
        },
      ];
}

/** A list or string whose length lies outside its bounds. */
export function badLength(path: Path, min: number, max: number): FormIssue {
  return {
    path,
    code: 'BASE_TYPE_BAD_LENGTH',
    message: `Must be between ${min} and ${max} in length.`,
  };
}

/** An optional web address. */
export function webAddress(value: unknown, path: Path): readonly FormIssue[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return [wrongType(path, 'string')];
  if (!URL.canParse(value)) {
    return [{ path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }];
  }
  return ['http:', 'https:', 'attachment:'].includes(new URL(value).protocol)
    ? []
    : [
        {
          path,
          code: 'URL_TYPE_INVALID_SCHEME',
          message: `Scheme must be one of ('http', 'https').`,
        },
      ];
}
