import { onTestFinished } from 'vitest';
import { type Behaviour, type ChatRequest, type ChatServer, openChatServer } from './server.js';

/** Starts a server that ends with the test. */
export async function startChatServer(
  behave: (request: ChatRequest, index: number) => Behaviour,
): Promise<ChatServer> {
  const server = await openChatServer(behave);
  onTestFinished(() => server.close());
  return server;
}
