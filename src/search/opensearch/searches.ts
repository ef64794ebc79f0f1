import type { Connection } from './connection.js';
import {
  ClusterFailure,
  explained,
  isPassing,
  type SearchError,
  searchFailure,
} from './failure.js';

/** A document that was found. */
export interface Found<Source> {
  readonly _id: string;
  readonly _score: number | null;
  readonly _source: Source;
}

export interface SearchReply<Source, Aggregations = unknown> {
  readonly hits: {
    readonly total?: { readonly value: number };
    readonly hits: readonly Found<Source>[];
  };
  readonly aggregations?: Aggregations;
}

/** A cluster's searches. */
export interface Searches {
  /**
   * Searches an index, with what else is searched in the same turn of the event loop in one request. What
   * this process has written before is found. An index that does not exist holds nothing.
   */
  run<Source, Aggregations = unknown>(
    index: string,
    body: object,
  ): Promise<SearchReply<Source, Aggregations>>;
  /** Says that something was written to an index. */
  wrote(index: string): void;
  /** Makes findable, for every process, what was written to these indices so far. */
  refresh(indices: readonly string[]): Promise<void>;
}

interface Waiting {
  readonly index: string;
  readonly body: object;
  readonly resolve: (reply: SearchReply<never, never>) => void;
  readonly reject: (failure: unknown) => void;
}

type Answer = SearchReply<never, never> & {
  readonly status: number;
  readonly error?: SearchError;
};

/** No request grows larger than so many searches: the cluster queues a thousand. */
const MOST_TOGETHER = 100;
const NOTHING: SearchReply<never, never> = { hits: { total: { value: 0 }, hits: [] } };

/** Opens the searches of a cluster. */
export function openSearches(connection: Connection): Searches {
  const written = new Set<string>();
  let refreshing: Promise<void> = Promise.resolve();
  let queue: Waiting[] = [];

  async function refresh(indices: readonly string[]): Promise<void> {
    for (const index of indices) written.delete(index);
    try {
      const path = `/${indices.join(',')}/_refresh?ignore_unavailable=true`;
      await connection.send({ method: 'POST', path });
    } catch (failure) {
      for (const index of indices) written.add(index);
      throw failure;
    }
  }

  /** Waits for those under way too: they began before, and their indices count as refreshed. */
  function refreshed(indices: ReadonlySet<string>): Promise<void> {
    const stale = [...written].filter((index) => indices.has(index));
    if (stale.length > 0) {
      const last = refreshing;
      refreshing = Promise.all([last, refresh(stale)]).then(() => {});
    }
    return refreshing;
  }

  async function flush(): Promise<void> {
    const waiting = queue;
    queue = [];
    try {
      await refreshed(new Set(waiting.map(({ index }) => index)));
    } catch (failure) {
      refreshing = Promise.resolve();
      for (const { reject } of waiting) reject(failure);
      return;
    }
    for (let at = 0; at < waiting.length; at += MOST_TOGETHER) {
      const together = waiting.slice(at, at + MOST_TOGETHER);
      try {
        const answers = await connection.persist(() => ask(connection, together));
        together.forEach(({ resolve, reject }, row) => {
          const answer = answers[row] ?? NOTHING;
          if (answer instanceof ClusterFailure) reject(explained(connection.where, answer));
          else resolve(answer);
        });
      } catch (failure) {
        for (const { reject } of together) reject(failure);
      }
    }
  }

  return {
    run: (index, body) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(() => void flush());
        queue.push({ index, body, resolve: resolve as Waiting['resolve'], reject });
      }),
    wrote: (index) => void written.add(index),
    refresh,
  };
}

/** @returns an answer for each; a failure where asking again would not help, which is no other's */
async function ask(
  connection: Connection,
  together: readonly Waiting[],
): Promise<readonly (SearchReply<never, never> | ClusterFailure)[]> {
  const lines = together.flatMap(({ index, body }) => [
    // Half an answer would be told as a whole one.
    { index, allow_partial_search_results: false, ignore_unavailable: true },
    body,
  ]);
  const { body } = await connection.send<{ readonly responses: readonly Answer[] }>({
    method: 'POST',
    path: '/_msearch?filter_path=took,responses.status,responses.error.type,responses.error.root_cause.type,responses.hits.total,responses.hits.hits._id,responses.hits.hits._score,responses.hits.hits._source,responses.aggregations',
    lines,
  });
  return body.responses.map((answer) => {
    if (answer.error !== undefined) {
      const failure = searchFailure(answer.status, answer.error);
      if (isPassing(failure)) throw failure;
      return failure;
    }
    return { ...answer, hits: { ...answer.hits, hits: answer.hits?.hits ?? [] } };
  });
}
