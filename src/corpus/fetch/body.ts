import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { reasonFor } from '../reasons.js';
import { Refusal } from './error.js';

const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ['', () => new PassThrough()],
  ['identity', () => new PassThrough()],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['br', createBrotliDecompress],
]);

/** The header that asks for what can be decompressed. */
export const ACCEPT_ENCODING = 'gzip, br';

/**
 * Reads a body whole and decompressed. Neither what comes nor what it becomes may be of more than
 * `maxBytes`: reading stops with the chunk that goes beyond, so a small file that unpacks without
 * end is never held.
 *
 * @param encoding - the Content-Encoding header, empty where there is none
 * @throws Refusal where it is too large or compressed in another way; what the stream fails with
 */
export async function readBody(
  body: Readable,
  encoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const decoder = DECODERS.get(encoding.trim().toLowerCase());
  if (decoder === undefined) throw new Refusal(reasonFor('compressed'));
  const capped = (chunks: AsyncIterable<Buffer>) => upTo(maxBytes, chunks);
  return pipeline(body, capped, decoder(), async (unpacked: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    for await (const chunk of capped(unpacked)) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
}

async function* upTo(maxBytes: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(reasonFor('large', { bytes: maxBytes }));
    yield chunk;
  }
}
