/** What the encoder's thread is asked: one request at a time, answered by one reply. */
export interface EncodeRequest {
  readonly kind: 'query' | 'passage';
  readonly texts: readonly string[];
}

/** What the encoder's thread says: once that it is ready, then one reply a request. */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] }
  | { readonly kind: 'failed'; readonly reason: string };
