import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What happens to a request: passed on; cut, or left without a reply; passed on, and its reply lost; answered so, or refused. */
export type Fate = 'pass' | 'cut' | 'hang' | 'lose' | object | number;

/** Stands before a cluster and lets happen what `decide` says; gone when the test is done. */
export async function clusterProxy(
  target: string,
  decide: (request: IncomingMessage) => Fate | Promise<Fate>,
  tls?: { readonly key: string; readonly cert: string },
): Promise<string> {
  const listener: RequestListener = (request, response) => {
    void pass(target, decide, request, response).catch(() => response.destroy());
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
}

async function pass(
  target: string,
  decide: (request: IncomingMessage) => Fate | Promise<Fate>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const fate = await decide(request);
  if (fate === 'hang') return;
  if (fate === 'cut') return void response.destroy();
  if (typeof fate !== 'string') {
    const [status, said] =
      typeof fate === 'number' ? [fate, { error: { type: 'said_by_the_test' } }] : [200, fate];
    response.writeHead(status, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify(said));
  }
  const type = request.headers['content-type'];
  const reply = await fetch(`${target}${request.url}`, {
    method: request.method ?? 'GET',
    ...(body.length > 0 && { body }),
    ...(type !== undefined && { headers: { 'content-type': type } }),
  });
  const content = Buffer.from(await reply.arrayBuffer());
  if (fate === 'lose') return void response.destroy();
  response.writeHead(reply.status, { 'content-type': 'application/json' });
  response.end(content);
}
