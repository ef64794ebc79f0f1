import { badRequest } from './errors.js';

/** The JSON body of a call. */
export type Payload = Readonly<Record<string, unknown>>;

/** One Bot API method: takes the call's body, gives its result or throws a `BotApiError`. */
export type Method = (payload: Payload, call: CallContext) => unknown;

/** What a method may know of the call besides its body. */
export interface CallContext {
  /** Aborts when the caller hangs up. */
  readonly hungUp: AbortSignal;
}

/** A string, empty where it is missing. */
export function readText(payload: Payload, name: string): string {
  const value = payload[name] ?? '';
  if (typeof value !== 'string') throw wrongType(name, 'a string');
  // Half a surrogate pair, e.g. of a text that was cut inside an emoji.
  if (!value.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  return value;
}

/** An integer, or undefined where it is missing; digits in a string are taken too, as Telegram does. */
export function readInteger(payload: Payload, name: string): number | undefined {
  const value = payload[name];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw wrongType(name, 'an integer');
  }
  return number;
}

/** A boolean, false where it is missing. */
export function readFlag(payload: Payload, name: string): boolean {
  const value = payload[name] ?? false;
  if (typeof value !== 'boolean') throw wrongType(name, 'a boolean');
  return value;
}

/** An object, or undefined where it is missing. */
export function readObject(payload: Payload, name: string): Payload | undefined {
  const value = payload[name];
  if (value === undefined) return undefined;
  if (!isObject(value)) throw wrongType(name, 'an object');
  return value;
}

/** A list of objects, or undefined where it is missing. */
export function readObjects(payload: Payload, name: string): readonly Payload[] | undefined {
  const value = payload[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw wrongType(name, 'a list of objects');
  return value;
}

/** True for a JSON object (not a list). */
export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongType(name: string, expected: string): Error {
  return badRequest(`parameter "${name}" must be ${expected}`);
}
