import { errors } from '@opensearch-project/opensearch';
import { MostanadError } from '../../errors.js';

/** What a cluster says when it is too busy, is just losing or finding a node, or is not whole yet (408). */
const PASSING = new Set([408, 429, 502, 503, 504]);
/** Every word of OpenSSL's and Node's for one that is not trusted has it. */
const DISTRUST = /certificate/u;

/** An answer of the cluster that is a failure, by status and type: its reason may quote what was asked. */
export class ClusterFailure extends Error {
  readonly status: number;

  constructor(status: number, type: string) {
    super(`${type} (status ${status})`);
    this.name = 'ClusterFailure';
    this.status = status;
  }
}

/** A search whose shards went away while they were asked. */
class UnansweredSearch extends ClusterFailure {}

/** What a cluster says of a shard whose node was just lost, or that just moves: another node has it in a moment. */
const GONE = new Set([
  'node_disconnected_exception',
  'node_not_connected_exception',
  'node_closed_exception',
  'send_request_transport_exception',
  'search_context_missing_exception',
  'no_shard_available_action_exception',
  'index_shard_closed_exception',
  'illegal_index_shard_state_exception',
  'already_closed_exception',
]);

/** What a cluster says of one search that failed, as far as it is asked for. */
export interface SearchError {
  readonly type: string;
  readonly root_cause?: readonly { readonly type: string }[];
}

/** That as a failure: one of the shards' nodes passes, one of the search stays, however often it is asked again. */
export function searchFailure(status: number, { type, root_cause }: SearchError): ClusterFailure {
  const causes = root_cause ?? [];
  const isUnanswered = causes.length > 0 && causes.every((cause) => GONE.has(cause.type));
  return isUnanswered ? new UnansweredSearch(status, type) : new ClusterFailure(status, type);
}

/** A document that a cluster does not take, however often it is sent: the failure is in what it holds. */
class UnstorableDocument extends ClusterFailure {}

/** What a cluster says of one; a closed index, or another mapping, is no fault of a document. */
const UNSTORABLE = new Set(['illegal_argument_exception', 'mapper_parsing_exception']);

/** What a cluster says of one document, as a failure. */
export function documentFailure(status: number, type: string): ClusterFailure {
  const isOfDocument = status === 400 && UNSTORABLE.has(type);
  return isOfDocument ? new UnstorableDocument(status, type) : new ClusterFailure(status, type);
}

/** A document of more UTF-16 units than are sent. */
export function tooLarge(units: number): ClusterFailure {
  return new UnstorableDocument(413, `a document of ${units} letters is too large`);
}

/** Whether an error that a connection has explained is of a request larger than the cluster, or what stands before it, takes. */
export function isTooLarge(error: unknown): boolean {
  const failure = error instanceof MostanadError ? error.cause : null;
  return failure instanceof ClusterFailure && failure.status === 413;
}

/** Whether an error that a connection has explained is of a document that cannot be stored. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof MostanadError && error.cause instanceof UnstorableDocument;
}

/** What the client threw, less the request that it carries along. */
export function withoutRequest(thrown: unknown): unknown {
  if (thrown instanceof errors.ResponseError) {
    const type = (thrown.body as { error?: { type?: string } } | null)?.error?.type;
    return new ClusterFailure(thrown.statusCode, type ?? 'refused');
  }
  // Whatever else it is, its own words are of the connection.
  if (thrown instanceof errors.OpenSearchClientError) {
    const carried = thrown as { meta?: unknown; data?: unknown };
    delete carried.meta;
    delete carried.data;
  }
  return thrown;
}

/** Whether the same request may well succeed soon. */
export function isPassing(failure: unknown): boolean {
  if (failure instanceof ClusterFailure) {
    return PASSING.has(failure.status) || failure instanceof UnansweredSearch;
  }
  return (
    isLate(failure) ||
    failure instanceof errors.NoLivingConnectionsError ||
    (failure instanceof errors.ConnectionError && !DISTRUST.test(failure.message))
  );
}

/** Says what is wrong with a cluster, and the cure. */
export function explained(where: string, failure: unknown): unknown {
  const say = (what: string, kind: 'storage' | 'busy' = 'storage') =>
    new MostanadError(kind, `OpenSearch ${where}: ${what}`, { cause: failure });
  if (failure instanceof ClusterFailure) {
    const { status, message } = failure;
    if (status === 401) {
      return say(
        'it refused us (401): see OPENSEARCH_USER, OPENSEARCH_PASSWORD, OPENSEARCH_API_KEY',
      );
    }
    if (status === 403) return say('the user or key may not do this (403): see its permissions');
    if (isPassing(failure)) return say(`it is too busy or not whole: ${message}`, 'busy');
    return say(message);
  }
  if (isLate(failure)) return say('it does not answer in time', 'busy');
  if (failure instanceof errors.ConnectionError) {
    const { message } = failure;
    return DISTRUST.test(message)
      ? say(`its certificate is not trusted (${message}): see OPENSEARCH_CA`)
      : say(`it cannot be reached (${message}): see OPENSEARCH_URL, and whether it runs`);
  }
  if (failure instanceof errors.OpenSearchClientError) return say(failure.message);
  return failure;
}

/** Aborted are only those that took too long. */
function isLate(failure: unknown): boolean {
  return failure instanceof errors.TimeoutError || failure instanceof errors.RequestAbortedError;
}
