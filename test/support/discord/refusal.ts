import type { Json } from './json.js';

/** One field of a body that Discord would not take. */
export interface FormIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** What a route throws to answer with Discord's error shape instead of a result. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Json,
  ) {
    super(message);
    this.name = 'Refusal';
  }

  /** The body as Discord writes it. */
  get body(): Json {
    const body = { message: this.message, code: this.code };
    return this.errors === undefined ? body : { ...body, errors: this.errors };
  }
}

/** "Invalid Form Body" (50035): the issues nested by path, each under `_errors`. */
export function formRefusal(issues: readonly FormIssue[]): Refusal {
  const root: Record<string, unknown> = {};
  for (const { path, code, message } of issues) {
    let node = root;
    for (const key of path) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node._errors ??= [];
    (node._errors as unknown[]).push({ code, message });
  }
  return new Refusal(400, 50035, 'Invalid Form Body', root);
}

/** Throws the form refusal if there is any issue. */
export function refuseIssues(issues: readonly FormIssue[]): void {
  if (issues.length > 0) throw formRefusal(issues);
}

export const unknownChannel = () => new Refusal(404, 10003, 'Unknown Channel');
export const unknownMessage = () => new Refusal(404, 10008, 'Unknown Message');
export const unknownUser = () => new Refusal(404, 10013, 'Unknown User');
export const unknownWebhook = () => new Refusal(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new Refusal(404, 10062, 'Unknown interaction');
export const alreadyAcknowledged = () =>
  new Refusal(400, 40060, 'Interaction has already been acknowledged.');
export const emptyMessage = () => new Refusal(400, 50006, 'Cannot send an empty message');
export const notOwnMessage = () =>
  new Refusal(403, 50005, 'Cannot edit a message authored by another user');
export const expiredToken = () => new Refusal(401, 50027, 'Invalid Webhook Token');
export const unauthorized = () => new Refusal(401, 0, '401: Unauthorized');
export const notFound = () => new Refusal(404, 0, '404: Not Found');
