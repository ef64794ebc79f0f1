import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@opensearch-project/opensearch';
import { MostanadError, storageError } from '../../errors.js';
import { ClusterFailure, explained, isPassing, withoutRequest } from './failure.js';
import type { OpenSearchSettings } from './settings.js';

/** How long requests may take, in milliseconds. */
export interface Pace {
  /** One try: a lost node is noticed at once, a hung one by this. Beyond patience there is none longer. */
  readonly oneTry: number;
  /** How long a request is tried anew while nodes fall away, elect a new manager, or are too busy. */
  readonly patience: number;
}

const USUAL: Pace = { oneTry: 10_000, patience: 30_000 };
/** The patience for the first request, when nothing may be running at all. */
const FIRST_PATIENCE = 3_000;
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [50, 2_000];

const LEAST_VERSION = 3;
/** Where a node says what it is. */
const ENTRANCE = '/';

/** A request, given again where the first try fails: so each must be one that may come twice. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** A body of one JSON object a line. */
  readonly lines?: readonly object[];
  /** Failures that are answers to this request. */
  readonly accept?: readonly number[];
}

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A cluster that was entered. */
export interface Connection {
  /** Its nodes, for messages. */
  readonly where: string;
  /** @throws MostanadError `storage`, or `busy` where the cluster is that for long */
  send<Body>(request: Request): Promise<Reply<Body>>;
  /** Runs what may fail in passing again until it succeeds, within the same patience. */
  persist<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tries nothing anew any more, and waits for the tries that are under way. */
  close(): Promise<void>;
}

/**
 * Enters a cluster.
 *
 * @throws MostanadError `storage` where it cannot be reached, refuses us, or is none that serves
 */
export async function connect(
  settings: OpenSearchSettings,
  { oneTry, patience }: Pace = USUAL,
): Promise<Connection> {
  const { urls } = settings;
  const where = urls.join(', ');
  const closing = new AbortController();
  const client = new Client({
    nodes: [...urls],
    // Another node at once; only when all have failed we wait.
    maxRetries: urls.length,
    requestTimeout: oneTry,
    ...loginOf(settings),
    ...(settings.caFile === null ? {} : { ssl: { ca: authority(settings.caFile) } }),
  });
  const once = async <Body>({ method, path, body, lines, accept = [] }: Request, until: number) => {
    const params = {
      method,
      path,
      ...(body && { body }),
      ...(lines && { bulkBody: [...lines] }),
    };
    const running = client.transport.request(params, { ignore: [...accept] });
    // Nodes that hang, one after the other, each take a try: together they may not.
    const late = setTimeout(() => running.abort(), until + oneTry - Date.now());
    try {
      const { statusCode, body: said } = await running;
      const status = statusCode ?? 0;
      // A page of what stands before the cluster. Where we enter, that is told as another server.
      if (path !== ENTRANCE && (typeof said !== 'object' || said === null)) {
        throw new ClusterFailure(status < 300 ? 502 : status, 'an answer that is no JSON');
      }
      return { status, body: said as Body };
    } catch (error) {
      throw withoutRequest(error);
    } finally {
      clearTimeout(late);
    }
  };
  const patiently = async <Result>(work: (until: number) => Promise<Result>, most: number) => {
    const until = Date.now() + most;
    for (let longest = SHORTEST_PAUSE; ; longest = Math.min(2 * longest, LONGEST_PAUSE)) {
      try {
        return await work(until);
      } catch (failure) {
        const { signal } = closing;
        const wait = longest * (0.5 + Math.random() / 2);
        const isLast = !isPassing(failure) || Date.now() > until;
        if (!isLast) await pause(wait, null, { signal }).catch(() => {});
        if (isLast || signal.aborted) throw explained(where, failure);
      }
    }
  };
  const connection: Connection = {
    where,
    send: (request) => patiently((until) => once(request, until), patience),
    persist: (work) => patiently(work, patience),
    close() {
      closing.abort();
      return client.close();
    },
  };
  try {
    const { body } = await patiently(
      (until) => once<Greeting>({ method: 'GET', path: ENTRANCE }, until),
      FIRST_PATIENCE,
    );
    checkVersion(where, body);
    return connection;
  } catch (error) {
    // Not waited for: a request that the driver could not even begin is an open one to it, for ever.
    void client.close();
    throw error;
  }
}

/** What a node says of itself. */
interface Greeting {
  readonly version?: { readonly number?: string; readonly distribution?: string };
}

function checkVersion(where: string, { version = {} }: Greeting): void {
  const { distribution = 'another server', number = 'of no version' } = version;
  if (distribution === 'opensearch' && Number.parseInt(number, 10) >= LEAST_VERSION) return;
  throw new MostanadError(
    'storage',
    `OpenSearch ${where}: ${LEAST_VERSION}.0 or newer is needed; this is ${distribution} ${number}`,
  );
}

function loginOf({ login }: OpenSearchSettings) {
  if (login === null) return {};
  if ('apiKey' in login) return { headers: { authorization: `ApiKey ${login.apiKey}` } };
  return { auth: { username: login.user, password: login.password } };
}

function authority(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw storageError(`OPENSEARCH_CA ${file}`, error);
  }
}
