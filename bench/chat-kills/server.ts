/** A chat model's server of its own process, to be killed: `node dist/bench/chat-kills/server.js PORT`. */
import { type ChatRequest, openChatServer } from '../../test/support/chat/server.js';
import { MARK, SENTENCE } from './question.js';

/** A true sentence, said again and again: long enough to be cut within. */
function reply({ data }: ChatRequest): string {
  const n = data.passages.find(({ text }) => text.includes(MARK))?.n ?? 0;
  const claims = Array.from({ length: 6 }, () => ({
    sentence: SENTENCE,
    evidence: [{ n, quote: MARK }],
  }));
  return JSON.stringify({ claims });
}

await openChatServer((request) => {
  console.log('asked');
  return { kind: 'reply', text: reply(request), size: 8 };
}, Number(process.argv[2]));
console.log('ready');
