import type { Platform } from '../platform.js';

/** One REST call as a route sees it. */
export interface Call {
  readonly platform: Platform;
  /** The path's variable parts by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What a route answers; a body of null is sent as nothing (204). */
export type Answer = { readonly status?: number; readonly body: unknown };

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages`: a colon names a variable part. */
  readonly template: string;
  /** Whether the bot's token is asked for; interactions and webhooks carry theirs in the path. */
  readonly authorized: boolean;
  /** Throws a Refusal for what Discord would not do. */
  readonly handle: (call: Call) => Answer;
}

/** The route of a call with its path's variable parts, or null. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } | null {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchTemplate(route.template.split('/'), parts);
    if (params !== null) return { route, params };
  }
  return null;
}

function matchTemplate(
  template: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  if (template.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decodeURIComponent(part);
    else if (expected !== part) return null;
  }
  return params;
}
