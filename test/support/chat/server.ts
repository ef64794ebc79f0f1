import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What the server does with one request. */
export type Behaviour =
  /** Streams a reply, `size` characters a piece. */
  | { readonly kind: 'reply'; readonly text: string; readonly size?: number }
  /** Streams the beginning of a reply, and cuts the connection or says nothing more. */
  | { readonly kind: 'cut' | 'stall'; readonly text: string; readonly size?: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
    }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Streams the same words until it is left. */
  | { readonly kind: 'endless'; readonly text: string };

/** A request, as the server read it. */
export interface ChatRequest {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  /** The user's message, read as JSON. */
  readonly data: ChatData;
  readonly response_format?: { readonly type: string };
  readonly authorization: string;
}

/** What our prompt holds. */
export interface ChatData {
  readonly question: string;
  readonly conversation: readonly { readonly question: string; readonly answer: string }[];
  /** None where a question is to be rewritten. */
  readonly passages: readonly {
    readonly n: number;
    readonly text: string;
    readonly headline: string;
  }[];
}

/** A server on loopback that speaks OpenAI's protocol, and misbehaves as it is told. */
export interface ChatServer {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string;
  readonly requests: readonly ChatRequest[];
  /** How many connections are streamed to now. */
  streaming(): number;
  close(): void;
}

/**
 * @param behave - what to do with each request, counted from 0
 * @param wanted - the port; 0 for any
 */
export async function openChatServer(
  behave: (request: ChatRequest, index: number) => Behaviour,
  wanted = 0,
): Promise<ChatServer> {
  const requests: ChatRequest[] = [];
  let open = 0;
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await requestOf(incoming);
    requests.push(request);
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    await act(response, behave(request, requests.length - 1));
  };
  const server = createServer((incoming, response) => void serve(incoming, response));
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    streaming: () => open,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const [system, user] = body.messages.map((message: { content: string }) => message.content);
  const { authorization = '' } = incoming.headers;
  return { ...body, system, user, data: JSON.parse(user), authorization };
}

async function act(response: ServerResponse, behaviour: Behaviour): Promise<void> {
  switch (behaviour.kind) {
    case 'hang':
      return;
    case 'status': {
      const { status, headers = {}, message = 'no' } = behaviour;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ error: { message, code: 'scripted_refusal' } }));
      return;
    }
    case 'endless':
      begin(response);
      while (!response.closed) {
        say(response, behaviour.text);
        await pause(1);
      }
      return;
    case 'reply':
      begin(response);
      for (const piece of pieces(behaviour.text, behaviour.size ?? 40)) {
        say(response, piece);
        await pause(1);
      }
      response.end('data: [DONE]\n\n');
      return;
    default:
      begin(response);
      for (const piece of pieces(behaviour.text, behaviour.size ?? 40)) say(response, piece);
      await pause(20);
      if (behaviour.kind === 'cut') response.destroy();
  }
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function say(response: ServerResponse, content: string): void {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }];
  const chunk = { id: 'scripted', object: 'chat.completion.chunk', model: 'scripted', choices };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function pieces(text: string, size: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}
