import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Projection } from './intents.js';

/** One event as a session was sent it; `sequence` counts from 1. */
export interface SentEvent {
  readonly sequence: number;
  readonly event: string;
  readonly data: unknown;
}

/** A bot's gateway session, which outlives its connection. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** All events in order: what a resume asks again. */
  readonly history: SentEvent[];
  /** Null while the bot is away. */
  socket: WebSocket | null;
}

export interface Sessions {
  create(socket: WebSocket, intents: number): Session;
  find(id: string): Session | undefined;
  of(socket: WebSocket): Session | undefined;
  all(): readonly Session[];
  /** Adds an event to the history; null where the session's intents leave it out. */
  record(session: Session, event: string, projection: Projection): SentEvent | null;
  /** The connection is gone, and the session with it where that is final. */
  leave(socket: WebSocket, isFinal: boolean): void;
  forget(): void;
}

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  const of = (socket: WebSocket) =>
    [...sessions.values()].find((session) => session.socket === socket);
  return {
    create(socket, intents) {
      const session: Session = { id: randomUUID(), intents, history: [], socket };
      sessions.set(session.id, session);
      return session;
    },
    find: (id) => sessions.get(id),
    of,
    all: () => [...sessions.values()],
    record(session, event, projection) {
      const data = projection(session.intents);
      if (data === null) return null;
      const sent = { sequence: session.history.length + 1, event, data };
      session.history.push(sent);
      return sent;
    },
    leave(socket, isFinal) {
      const session = of(socket);
      if (session === undefined) return;
      session.socket = null;
      if (isFinal) sessions.delete(session.id);
    },
    forget: () => sessions.clear(),
  };
}
