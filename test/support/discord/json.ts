/** A JSON object whose fields are still to be checked. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else counts as one without fields. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The value as an array; anything else counts as empty. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a string; anything else counts as empty. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
