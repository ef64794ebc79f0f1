import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that went to a chat model's server, and what came of it. */
export interface Recorded {
  readonly system: string;
  /** The form of the reply that it asks for. */
  readonly form: string;
  /** Null until the server answers. */
  status: number | null;
  /** The reply so far. */
  text: string;
  /** Whether the asker left before the reply's end. */
  wasLeft: boolean;
}

/** A way to a chat model's server that writes down what passes. */
export interface Recorder {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string;
  readonly requests: readonly Recorded[];
  close(): void;
}

/** Stands before a server that speaks OpenAI's protocol and changes nothing. */
export async function openRecorder(target: string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer((incoming, response) => {
    void pass(target, incoming, response, (recorded) => requests.push(recorded));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function pass(
  target: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  record: (recorded: Recorded) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { messages, response_format } = JSON.parse(body.toString('utf8'));
  const recorded: Recorded = {
    system: messages[0].content,
    form: response_format?.type ?? 'plain',
    status: null,
    text: '',
    wasLeft: false,
  };
  record(recorded);
  const url = `${target}${incoming.url?.replace(/^\/v1/u, '')}`;
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const onward = request(url, { method: 'POST', headers }, (reply) => {
    recorded.status = reply.statusCode ?? null;
    response.writeHead(reply.statusCode ?? 502, { 'content-type': reply.headers['content-type'] });
    let rest = '';
    reply.setEncoding('utf8').on('data', (piece: string) => {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      recorded.text += lines.map(wordsOf).join('');
    });
    reply.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => {
    recorded.wasLeft = !response.writableFinished;
    onward.destroy();
  });
  onward.end(body);
}

/** What a line of an event stream adds to the reply. */
function wordsOf(line: string): string {
  if (!line.startsWith('data: {')) return '';
  return JSON.parse(line.slice('data: '.length)).choices?.[0]?.delta?.content ?? '';
}
