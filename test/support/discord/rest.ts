import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultSource } from './faults.js';
import type { EmulatorLog } from './log.js';
import type { Platform } from './platform.js';
import { notFound, Refusal, unauthorized } from './refusal.js';
import { accountRoutes } from './routes/account.js';
import { channelRoutes } from './routes/channels.js';
import { commandRoutes } from './routes/commands.js';
import { interactionRoutes } from './routes/interactions.js';
import { findRoute, type Route } from './routes/route.js';
import { webhookRoutes } from './routes/webhooks.js';

const ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...commandRoutes,
  ...channelRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
];

/** Under which path the API stands, and in which version. */
const PREFIX = '/api/v10';

export interface RestParts {
  readonly platform: Platform;
  readonly faults: FaultSource;
  readonly log: EmulatorLog;
  readonly token: string;
  /** Aborted when the emulator closes, so that no delayed answer holds it up. */
  readonly closing: AbortSignal;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether the call took effect. */
  readonly applied: boolean;
}

/** Answers one HTTP request as Discord's API, with the faults that are planned for it. */
export async function answerRequest(
  parts: RestParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, faults, platform } = parts;
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(request);
  const at = platform.now();
  const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : null;
  const found = path === null ? null : findRoute(ROUTES, method, path);
  const route = found === null ? null : `${method} ${found.route.template}`;
  const fault = route === null ? null : faults.take(route);

  const act = () => perform(parts, request, found, url, body);
  const reply = await withFault(fault, act, parts.closing);
  if (reply.status === null) destroy(request, fault);
  else write(response, reply.status, reply);
  log.add({
    kind: 'rest',
    at,
    doneAt: platform.now(),
    method,
    path: path ?? url.pathname,
    route,
    query: Object.fromEntries(url.searchParams),
    body: body.value,
    status: reply.status,
    code: codeOf(reply.body),
    applied: reply.applied,
    fault,
  });
}

type RequestBody = { readonly value: unknown; readonly isBroken: boolean };

async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const isEmpty = request.headers['content-type'] === undefined;
  if (isEmpty) {
    request.resume();
    return { value: undefined, isBroken: false };
  }
  try {
    return { value: await json(request), isBroken: false };
  } catch (error) {
    return { value: String(error), isBroken: true };
  }
}

function perform(
  { platform, token }: RestParts,
  request: IncomingMessage,
  found: ReturnType<typeof findRoute>,
  url: URL,
  body: RequestBody,
): Reply {
  try {
    if (found === null) throw notFound();
    const { route, params } = found;
    if (route.authorized && request.headers.authorization !== `Bot ${token}`) throw unauthorized();
    if (body.isBroken) {
      throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
    }
    const result = route.handle({ platform, params, query: url.searchParams, body: body.value });
    const status = result.status ?? (result.body === null ? 204 : 200);
    return { status, body: result.body, applied: true };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, applied: false };
    // A fault of the emulator itself: say so, rather than leave the bot waiting.
    return {
      status: 500,
      body: { code: 0, message: `emulator: ${String(error)}` },
      applied: false,
    };
  }
}

type Outcome = Omit<Reply, 'status'> & { readonly status: number | null };

/** Does what the fault leaves of a call; a status of null means that its socket is to be cut. */
async function withFault(
  fault: Fault | null,
  act: () => Reply,
  closing: AbortSignal,
): Promise<Outcome> {
  if (fault === null) return act();
  if (fault.kind === 'rate-limit')
    return rateLimited(fault.retryAfterSeconds, fault.global === true);
  if (fault.kind === 'delay') {
    const early = fault.when === 'after' ? act() : null;
    // Closing cuts the wait short: the answer's socket is gone then anyway.
    await sleep(fault.ms, undefined, { signal: closing }).catch(() => {});
    return early ?? act();
  }
  const applied = fault.when === 'after' && act().applied;
  if (fault.kind === 'drop') return { status: null, body: null, applied };
  const { status, code = 0 } = fault;
  const body = { code, message: `${status}: injected by the emulator` };
  return { status, body, applied };
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
function rateLimited(seconds: number, isGlobal: boolean): Reply {
  return {
    status: 429,
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-reset-after': String(seconds),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-limit': '5',
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
    body: { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    applied: false,
  };
}

function destroy(request: IncomingMessage, fault: Fault | null): void {
  if (fault?.kind === 'drop' && fault.how === 'reset') request.socket.resetAndDestroy();
  else request.socket.destroy();
}

function write(response: ServerResponse, status: number, reply: Omit<Reply, 'status'>): void {
  const headers = { ...reply.headers };
  if (reply.body === null) response.writeHead(status, headers).end();
  else {
    response.writeHead(status, { ...headers, 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }
}

function codeOf(body: unknown): number | null {
  const isCoded = typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
  return isCoded ? Number(body.code) : null;
}
