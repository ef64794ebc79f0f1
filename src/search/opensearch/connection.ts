import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@opensearch-project/opensearch';
import { MostanadError, storageError } from '../../errors.js';
import { explained, isPassing, withoutRequest } from './failure.js';
import type { OpenSearchSettings } from './settings.js';

/** Everything here in milliseconds. One try of a request: a lost node is noticed at once, a hung one by this. */
const ONE_TRY = 10_000;
/** How long a request is tried anew while nodes fall away, elect a new manager, or are too busy. */
const PATIENCE = 30_000;
/** The same for the first, when nothing may be running at all. */
const FIRST_PATIENCE = 3_000;
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [50, 2_000];

const LEAST_VERSION = 3;

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
  close(): Promise<void>;
}

/**
 * Enters a cluster.
 *
 * @throws MostanadError `storage` where it cannot be reached, refuses us, or is none that serves
 */
export async function connect(settings: OpenSearchSettings): Promise<Connection> {
  const { urls } = settings;
  const where = urls.join(', ');
  const client = new Client({
    nodes: [...urls],
    // Another node at once; only when all have failed we wait.
    maxRetries: urls.length,
    requestTimeout: ONE_TRY,
    ...loginOf(settings),
    ...(settings.caFile === null ? {} : { ssl: { ca: authority(settings.caFile) } }),
  });
  const once = async <Body>({ method, path, body, lines, accept = [] }: Request) => {
    try {
      const params = {
        method,
        path,
        ...(body && { body }),
        ...(lines && { bulkBody: [...lines] }),
      };
      const reply = await client.transport.request(params, { ignore: [...accept] });
      return { status: reply.statusCode ?? 0, body: reply.body as Body };
    } catch (error) {
      throw withoutRequest(error);
    }
  };
  const patiently = async <Result>(work: () => Promise<Result>, patience: number) => {
    const until = Date.now() + patience;
    for (let longest = SHORTEST_PAUSE; ; longest = Math.min(2 * longest, LONGEST_PAUSE)) {
      try {
        return await work();
      } catch (failure) {
        if (!isPassing(failure) || Date.now() > until) throw explained(where, failure);
      }
      await pause(longest * (0.5 + Math.random() / 2));
    }
  };
  const connection: Connection = {
    where,
    send: (request) => patiently(() => once(request), PATIENCE),
    persist: (work) => patiently(work, PATIENCE),
    close: () => client.close(),
  };
  try {
    const { body } = await patiently(
      () => once<Greeting>({ method: 'GET', path: '/' }),
      FIRST_PATIENCE,
    );
    checkVersion(where, body);
    return connection;
  } catch (error) {
    await client.close();
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
