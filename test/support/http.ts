import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on loopback that ends with the test. */
export interface Served {
  readonly port: number;
  /** http://127.0.0.1:port, or with its other address. */
  readonly origin: string;
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Serves HTTP on a free port of loopback, or on a given one. */
export async function serve(
  listener: RequestListener,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    return listener(request, response);
  });
  const taken = await listen(server, host, port);
  onTestFinished(() => server.closeAllConnections());
  return { port: taken, origin: `http://${host}:${taken}`, asked };
}

/** Starts any server on loopback and closes it with the test; returns its port. */
export async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
