import type { Server } from 'node:http';
import { GatewayOpcodes } from 'discord.js';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Projection } from './intents.js';
import { always } from './intents.js';
import { isObject, type Json, objectOf, stringOf } from './json.js';
import type { EmulatorLog } from './log.js';
import { createSessions, type Session, type Sessions } from './sessions.js';

/** Close codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidVersion: 4012,
} as const;

/** The most bytes of a frame that Discord takes from a bot. */
const MAX_FRAME_BYTES = 4096;

/** Opcodes that a bot may send and that need no answer here. */
const SILENT_OPCODES: readonly number[] = [
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.RequestGuildMembers,
];

/** What can go wrong with the gateway, to every open connection. */
export interface GatewayFaults {
  /** Closes; the session stays to be resumed. `code` null cuts the socket without a close frame. */
  drop(code?: number | null): void;
  /** Asks to reconnect (op 7). */
  requestReconnect(): void;
  /** Declares the session invalid (op 9); not resumable, it is forgotten. */
  invalidateSession(resumable: boolean): void;
  /** Forgets all sessions without a word: the next resume is answered by an invalid session. */
  forgetSessions(): void;
  /** Leaves heartbeats unanswered until set to false. */
  ignoreHeartbeats(ignore: boolean): void;
}

export interface Gateway {
  readonly faults: GatewayFaults;
  /** Sends an event to each session; one that is away gets it when it resumes. */
  dispatch(event: string, projection: Projection): void;
  /** Whether a bot is logged in, connected or about to resume. */
  hasSession(): boolean;
  close(): Promise<void>;
}

export interface GatewayParts {
  readonly server: Server;
  readonly log: EmulatorLog;
  readonly now: () => number;
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  /** The close code that refuses these intents, or null. */
  readonly refuseIntents: (intents: number) => number | null;
  /** READY's data for a new session. */
  readonly ready: (sessionId: string) => unknown;
  /** The events that follow READY. */
  readonly afterReady: () => readonly { readonly event: string; readonly projection: Projection }[];
}

export function createGateway(parts: GatewayParts): Gateway {
  const sockets = new WebSocketServer({ server: parts.server });
  const sessions = createSessions();
  let heartbeatsIgnored = false;

  const write = (socket: WebSocket, op: number, d: unknown, rest: Json = {}) => {
    const event = stringOf(rest.t) || null;
    parts.log.add({ kind: 'gateway', at: parts.now(), direction: 'sent', op, event, data: d });
    socket.send(JSON.stringify({ op, d, ...rest }));
  };
  const deliver = (session: Session, event: string, projection: Projection) => {
    const sent = sessions.record(session, event, projection);
    if (sent !== null && session.socket !== null) {
      write(session.socket, GatewayOpcodes.Dispatch, sent.data, { t: event, s: sent.sequence });
    }
  };

  const identify = (socket: WebSocket, data: Json) => {
    if (sessions.of(socket) !== undefined) return socket.close(CLOSE.alreadyAuthenticated);
    if (data.token !== parts.token) {
      return socket.close(CLOSE.authenticationFailed, 'Authentication failed.');
    }
    const intents = Number(data.intents);
    const refused = parts.refuseIntents(intents);
    if (refused !== null) return socket.close(refused, 'Disallowed intent(s).');
    const session = sessions.create(socket, intents);
    deliver(session, 'READY', always(parts.ready(session.id)));
    for (const { event, projection } of parts.afterReady()) deliver(session, event, projection);
  };

  const resume = (socket: WebSocket, data: Json) => {
    if (data.token !== parts.token) return socket.close(CLOSE.authenticationFailed);
    const session = sessions.find(stringOf(data.session_id));
    if (session === undefined) return write(socket, GatewayOpcodes.InvalidSession, false);
    const sequence = Number(data.seq);
    if (!(sequence <= session.history.length)) return socket.close(CLOSE.invalidSequence);
    session.socket = socket;
    for (const missed of session.history.slice(sequence)) {
      const frame = { t: missed.event, s: missed.sequence };
      write(socket, GatewayOpcodes.Dispatch, missed.data, frame);
    }
    deliver(session, 'RESUMED', always({}));
  };

  const receive = (socket: WebSocket, op: number, data: unknown) => {
    if (op === GatewayOpcodes.Heartbeat) {
      if (!heartbeatsIgnored) write(socket, GatewayOpcodes.HeartbeatAck, null);
    } else if (op === GatewayOpcodes.Identify) {
      identify(socket, objectOf(data));
    } else if (op === GatewayOpcodes.Resume) {
      resume(socket, objectOf(data));
    } else if (!SILENT_OPCODES.includes(op)) {
      socket.close(CLOSE.unknownOpcode);
    } else if (sessions.of(socket) === undefined) {
      socket.close(CLOSE.notAuthenticated);
    }
  };

  sockets.on('connection', (socket, request) => {
    parts.log.add({ kind: 'connection', at: parts.now(), code: null });
    socket.on('close', (code) => {
      // Closing with these two codes, a bot gives its session up.
      const isFinal = code === CLOSE.normal || code === CLOSE.goingAway;
      sessions.leave(socket, isFinal);
      parts.log.add({ kind: 'connection', at: parts.now(), code });
    });
    // A socket that is reset closes right after: there is nothing else to do about it.
    socket.on('error', () => {});
    const { searchParams } = new URL(request.url ?? '/', 'ws://127.0.0.1');
    if (searchParams.get('v') !== '10' || searchParams.get('encoding') !== 'json') {
      socket.close(CLOSE.invalidVersion);
      return;
    }
    socket.on('message', (raw) => {
      const frame = parseFrame(raw);
      if (frame === null) return socket.close(CLOSE.decodeError);
      const { op, d } = frame;
      const entry = { at: parts.now(), direction: 'received', event: null } as const;
      parts.log.add({ kind: 'gateway', ...entry, op, data: d });
      receive(socket, op, d);
    });
    write(socket, GatewayOpcodes.Hello, { heartbeat_interval: parts.heartbeatIntervalMs });
  });

  return {
    faults: createGatewayFaults(sockets, sessions, write, (ignore) => {
      heartbeatsIgnored = ignore;
    }),
    dispatch(event, projection) {
      for (const session of sessions.all()) deliver(session, event, projection);
    },
    hasSession: () => sessions.all().length > 0,
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      return new Promise((resolve) => sockets.close(() => resolve()));
    },
  };
}

function createGatewayFaults(
  sockets: WebSocketServer,
  sessions: Sessions,
  write: (socket: WebSocket, op: number, d: unknown) => void,
  ignoreHeartbeats: (ignore: boolean) => void,
): GatewayFaults {
  return {
    drop(code = CLOSE.unknownError) {
      for (const socket of sockets.clients) {
        if (code === null) socket.terminate();
        else socket.close(code);
      }
    },
    requestReconnect() {
      for (const socket of sockets.clients) write(socket, GatewayOpcodes.Reconnect, null);
    },
    invalidateSession(resumable) {
      if (!resumable) sessions.forget();
      for (const socket of sockets.clients) write(socket, GatewayOpcodes.InvalidSession, resumable);
    },
    forgetSessions: () => sessions.forget(),
    ignoreHeartbeats,
  };
}

function parseFrame(raw: RawData): { readonly op: number; readonly d: unknown } | null {
  const text = String(raw);
  if (Buffer.byteLength(text) > MAX_FRAME_BYTES) return null;
  try {
    const frame: unknown = JSON.parse(text);
    return isObject(frame) ? { op: Number(frame.op), d: frame.d } : null;
  } catch {
    return null;
  }
}
