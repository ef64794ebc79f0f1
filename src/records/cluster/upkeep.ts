import { setTimeout as pause } from 'node:timers/promises';
import { IDLE } from '../../answer/conversation/conversations.js';
import { readDocuments } from '../../search/opensearch/documents.js';
import { type Write, write } from '../../search/opensearch/writes.js';
import { CLAIMED_FOR } from '../editions.js';
import { KEPT_FOR } from '../port.js';
import type { ChatCluster } from './layout.js';

/** How often conversations are swept, and how often old answers are forgotten, in milliseconds. */
const EVERY = 5 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;
/** Documents that one request removes, and requests in one go: what is left waits for the next time. */
const A_PART = 500;
const MOST_PARTS = 100;

/** What is over is removed meanwhile; every process may do it at once. */
export interface Upkeep {
  stop(): Promise<void>;
}

/**
 * Removes, now and every few minutes, the conversations that are over, and once a day the answers that
 * are old.
 *
 * @param onFailure - told why it could not be done; it is tried again
 */
export function startUpkeep(cluster: ChatCluster, onFailure: (cause: unknown) => void): Upkeep {
  const stopping = new AbortController();
  const { signal } = stopping;
  let forgotten = Number.NEGATIVE_INFINITY;

  async function turn(): Promise<void> {
    const { names, now } = cluster;
    const isOver = { range: { last: { lte: now() - IDLE } } };
    await removeAll(cluster, names.conversations, isOver, signal);
    if (now() - forgotten < DAY) return;
    await forgetReplies(cluster, signal);
    await removeAll(cluster, names.answers, isOld(now()), signal);
    const isClaimOver = { range: { given: { lt: now() - CLAIMED_FOR } } };
    await removeAll(cluster, names.editions, isClaimOver, signal);
    forgotten = now();
  }

  async function again(): Promise<void> {
    while (!signal.aborted) {
      await turn().catch((error) => {
        if (!signal.aborted) onFailure(error);
      });
      await pause(EVERY, null, { signal, ref: false }).catch(() => {});
    }
  }

  const running = again();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Given long ago, and nobody has a verdict on it. */
function isOld(now: number): object {
  const filter = { range: { given: { lt: now - KEPT_FOR } } };
  return { bool: { filter, must_not: { term: { judged: true } } } };
}

/** Removes what a query finds, but nothing that has changed since it was found. */
async function removeAll(
  { connection }: ChatCluster,
  index: string,
  query: object,
  signal: AbortSignal,
): Promise<void> {
  const options = `conflicts=proceed&refresh=true&max_docs=${A_PART}`;
  for (let part = 0; part < MOST_PARTS && !signal.aborted; part += 1) {
    const { body } = await connection.send<{ readonly deleted: number }>({
      method: 'POST',
      path: `/${index}/_delete_by_query?${options}`,
      body: { query },
    });
    if (body.deleted < A_PART) return;
  }
}

/** Forgets what was sent long ago, but with an answer that someone judged: that is marked, and stays. */
async function forgetReplies(cluster: ChatCluster, signal: AbortSignal): Promise<void> {
  const { connection, searches, names, now } = cluster;
  for (let part = 0; part < MOST_PARTS && !signal.aborted; part += 1) {
    const { hits } = await searches.run<{ readonly answer: string | null }>(names.replies, {
      size: A_PART,
      _source: ['answer'],
      query: isOld(now()),
    });
    const answers = await readDocuments<{ readonly judged?: boolean }>(
      connection,
      // A reply without an answer has none that is judged.
      hits.hits.map(({ _source }) => ({
        index: names.answers,
        id: _source.answer ?? '-',
        fields: ['judged'],
      })),
    );
    const writes = hits.hits.map(({ _id: id }, at): Write => {
      return answers[at]?._source.judged === true
        ? { index: names.replies, id, kind: 'update', document: { judged: true } }
        : { index: names.replies, id, kind: 'delete' };
    });
    await write(connection, searches, writes);
    if (writes.length < A_PART) return;
  }
}
