import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallLog, LoggedCall } from './call-log.js';
import { BotApiError, badRequest, tooManyRequests } from './errors.js';
import type { Fault, FaultPlan } from './faults.js';
import { isObject, type Method, type Payload } from './payload.js';

/** What a server needs to answer the Bot API. */
export interface ServerParts {
  readonly token: string;
  readonly methods: Readonly<Record<string, Method>>;
  readonly faults: FaultPlan;
  readonly log: CallLog;
}

/** A server that listens. */
export interface RunningServer {
  /** What grammy's `client.apiRoot` takes. */
  readonly apiRoot: string;
  close(): Promise<void>;
}

type Change = (change: Partial<LoggedCall>) => void;

/** Serves `/bot<token>/<method>` on a free port of 127.0.0.1. */
export async function serveBotApi(parts: ServerParts): Promise<RunningServer> {
  const server = createServer((request, response) => {
    // Only a caller that hangs up while sending its body ends here: nobody is left to tell.
    answer(parts, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { apiRoot: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

async function answer(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const hungUp = new AbortController();
  response.on('close', () => hungUp.abort());
  const [, token, name = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
  const body = await readBody(request);
  const change = parts.log.arrive(name, body.payload ?? {});
  try {
    if (token === undefined) throw new BotApiError(404, 'Not Found');
    if (token !== parts.token) throw new BotApiError(401, 'Unauthorized');
    const method = parts.methods[name];
    if (!method) throw new BotApiError(404, 'Not Found: method not found');
    const { payload } = body;
    if (!payload) throw badRequest('the emulator reads bodies that are JSON objects only');
    const run = async () => method(payload, { hungUp: hungUp.signal });
    await answerWithFault(run, parts.faults.pick(name), response, change);
  } catch (error) {
    if (!(error instanceof BotApiError)) {
      // A bug in the emulator itself: show it to the bot and in the log.
      refuse(response, change, new BotApiError(500, `Internal Server Error: ${error}`), 'refused');
    } else refuse(response, change, error, error.flood ? 'flood' : 'refused');
  }
}

async function answerWithFault(
  run: () => Promise<unknown>,
  fault: Fault | undefined,
  response: ServerResponse,
  change: Change,
): Promise<void> {
  const refusal = fault && refusalOf(fault);
  if (refusal) {
    refuse(response, change, refusal, 'fault');
    return;
  }
  if (fault?.kind === 'drop') {
    const tookEffect = fault.effect === 'after' && (await succeeds(run));
    response.destroy();
    endOf(change, { outcome: 'fault', tookEffect });
    return;
  }
  const result = await run();
  change({ tookEffect: true });
  if (fault?.kind === 'slow') await pause(fault.ms);
  send(response, change, { ok: true, result }, { outcome: 'ok', status: 200 });
}

/** False where the Bot API would have refused the call: then it had no effect. */
async function succeeds(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof BotApiError) return false;
    throw error;
  }
}

function refusalOf(fault: Fault): BotApiError | undefined {
  switch (fault.kind) {
    case 'tooManyRequests':
      return tooManyRequests(fault.retryAfter);
    case 'serverError':
      return new BotApiError(
        fault.code,
        fault.code === 502 ? 'Bad Gateway' : 'Internal Server Error',
      );
    case 'refusal':
      return new BotApiError(fault.code, fault.description, fault.parameters);
    default:
      return undefined;
  }
}

function refuse(
  response: ServerResponse,
  change: Change,
  error: BotApiError,
  outcome: LoggedCall['outcome'],
): void {
  const { code, description, parameters, flood } = error;
  const body = { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) };
  send(response, change, body, {
    outcome,
    status: code,
    description,
    ...(flood ? { limit: flood } : {}),
  });
}

function send(
  response: ServerResponse,
  change: Change,
  body: unknown,
  end: Partial<LoggedCall> & { readonly status: number },
): void {
  // A poller that stops hangs up on a call that waits.
  if (response.destroyed) {
    endOf(change, { outcome: 'abandoned' });
    return;
  }
  response.once('close', () => endOf(change, end));
  response.writeHead(end.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function endOf(change: Change, end: Partial<LoggedCall>): void {
  change({ ...end, answeredAt: performance.now() });
}

/** No payload where the body is neither empty nor a JSON object. */
async function readBody(request: IncomingMessage): Promise<{ payload?: Payload }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return { payload: {} };
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return isObject(parsed) ? { payload: parsed } : {};
  } catch {
    return {};
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
