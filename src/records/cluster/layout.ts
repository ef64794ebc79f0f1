import type { Connection } from '../../search/opensearch/connection.js';
import { ensureIndex, KEYWORD, NUMBER, STORED, VALUE } from '../../search/opensearch/indices.js';
import type { Searches } from '../../search/opensearch/searches.js';
import type { OpenSearchSettings } from '../../search/opensearch/settings.js';

/** Raised when the mappings change; apart from the engine's, whose indices can be made again. */
const LAYOUT = 1;

/** The names of a bot's indices for what chats remember. */
export interface ChatNames {
  /** Answers given. */
  readonly answers: string;
  /** What people think of them: a person has one verdict on an answer. */
  readonly verdicts: string;
  /** What was sent for which message. */
  readonly replies: string;
  /** The conversations that go on, one document each. */
  readonly conversations: string;
  /** Which edition of a message is answered, and who puts its answer into the chat. */
  readonly editions: string;
}

/** What every part of a chat's memory works with. */
export interface ChatCluster {
  readonly connection: Connection;
  readonly searches: Searches;
  readonly names: ChatNames;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function chatNamesOf({ prefix }: Pick<OpenSearchSettings, 'prefix'>): ChatNames {
  const name = (part: string) => `${prefix}-chat-${LAYOUT}-${part}`;
  return {
    answers: name('answers'),
    verdicts: name('verdicts'),
    replies: name('replies'),
    conversations: name('conversations'),
    editions: name('editions'),
  };
}

const FLAG = { type: 'boolean' } as const;
const READ_NUMBER = { type: 'long', index: false } as const;

const ANSWER = {
  given: NUMBER,
  /** Whether someone has a verdict on it: it is kept for good then. */
  judged: FLAG,
  answer: STORED,
};
const VERDICT = { answer: VALUE, person: VALUE, verdict: VALUE, given: READ_NUMBER };
const REPLY = {
  place: KEYWORD,
  message: NUMBER,
  digest: VALUE,
  sent: READ_NUMBER,
  answer: KEYWORD,
  given: NUMBER,
  /** Whether its answer was found to be kept for good. */
  judged: FLAG,
};
/** Who talks is not in it: the document's id is a hash of the place. */
const CONVERSATION = { begun: VALUE, last: NUMBER, turns: STORED };
const EDITION = { at: READ_NUMBER, number: READ_NUMBER, holder: VALUE, given: NUMBER };

/** Makes the indices that are not there. Several processes may do so at once. */
export async function ensureChatLayout(connection: Connection, names: ChatNames): Promise<void> {
  await ensureIndex(connection, names.answers, ANSWER, 1);
  await ensureIndex(connection, names.verdicts, VERDICT, 1);
  await ensureIndex(connection, names.replies, REPLY, 1);
  await ensureIndex(connection, names.conversations, CONVERSATION, 1);
  await ensureIndex(connection, names.editions, EDITION, 1);
}
