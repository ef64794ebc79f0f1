import { MessageFlags } from 'discord.js';
import { type Json, objectOf, stringOf } from '../json.js';
import { channelPayload } from '../payloads.js';
import { type Platform, publish, republish, shown, withdraw } from '../platform.js';
import { formRefusal, notOwnMessage, unknownChannel, unknownMessage } from '../refusal.js';
import type { EmulatedChannel, StoredMessage } from '../types.js';
import { BLANK, draftMessage } from '../validate/message.js';
import type { Answer, Call, Route } from './route.js';

const MESSAGES = '/channels/:channel/messages';
const MESSAGE = `${MESSAGES}/:message`;

/** Channels and their messages. */
export const channelRoutes: readonly Route[] = [
  { method: 'GET', template: '/channels/:channel', authorized: true, handle: getChannel },
  { method: 'POST', template: '/channels/:channel/typing', authorized: true, handle: type },
  { method: 'POST', template: MESSAGES, authorized: true, handle: createMessage },
  { method: 'GET', template: MESSAGE, authorized: true, handle: getMessage },
  { method: 'PATCH', template: MESSAGE, authorized: true, handle: editMessage },
  { method: 'DELETE', template: MESSAGE, authorized: true, handle: deleteMessage },
];

/** The flags that a bot may set on a message of its own. */
const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** How long a nonce is remembered with `enforce_nonce`; Discord says "the past few minutes". */
const NONCE_LIFETIME_MS = 3 * 60_000;

function getChannel({ platform, params }: Call): Answer {
  return { body: channelPayload(channelOf(platform, params)) };
}

function type({ platform, params }: Call): Answer {
  channelOf(platform, params);
  return { body: null };
}

function createMessage({ platform, params, body }: Call): Answer {
  const channel = channelOf(platform, params);
  const sent = objectOf(body);
  const nonce = sent.nonce === undefined || sent.nonce === null ? null : String(sent.nonce);
  if (sent.enforce_nonce === true) {
    const earlier = sentWith(platform, channel, nonce);
    if (earlier !== undefined) return { body: shown(platform, earlier) };
  }
  const draft = draftMessage(sent, BLANK);
  const message = publish(platform, {
    channel,
    author: platform.world.bot,
    draft: { ...draft, flags: draft.flags & SETTABLE },
    allowedMentions: sent.allowed_mentions,
    replyTo: repliedTo(platform, channel, sent),
    nonce,
  });
  return { body: shown(platform, message) };
}

/** The bot's message that an earlier try with the same nonce has made. */
function sentWith(
  { world, now }: Platform,
  channel: EmulatedChannel,
  nonce: string | null,
): StoredMessage | undefined {
  if (nonce === null) return undefined;
  return world
    .messages()
    .find(
      (message) =>
        message.nonce === nonce &&
        message.author === world.bot &&
        message.channel === channel &&
        now() - message.createdAt <= NONCE_LIFETIME_MS,
    );
}

function repliedTo(platform: Platform, channel: EmulatedChannel, sent: Json): string | null {
  if (sent.message_reference === undefined || sent.message_reference === null) return null;
  const reference = objectOf(sent.message_reference);
  const message = platform.world.message(stringOf(reference.message_id));
  if (message !== undefined && message.channel === channel && message.ephemeralFor === null) {
    return message.id;
  }
  if (reference.fail_if_not_exists === false) return null;
  throw formRefusal([
    { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
  ]);
}

function getMessage({ platform, params }: Call): Answer {
  return { body: shown(platform, messageOf(platform, params)) };
}

function editMessage({ platform, params, body }: Call): Answer {
  const message = messageOf(platform, params);
  if (message.author !== platform.world.bot) throw notOwnMessage();
  const sent = objectOf(body);
  const draft = draftMessage(sent, message);
  const flags = draft.flags & SETTABLE;
  const edited = republish(platform, message, { ...draft, flags }, sent.allowed_mentions);
  return { body: shown(platform, edited) };
}

function deleteMessage({ platform, params }: Call): Answer {
  const message = messageOf(platform, params);
  if (message.author !== platform.world.bot) throw notOwnMessage();
  withdraw(platform, message);
  return { body: null };
}

function channelOf({ world }: Platform, params: Call['params']): EmulatedChannel {
  const channel = world.channel(params.channel ?? '');
  if (channel === undefined) throw unknownChannel();
  return channel;
}

/** A message that everyone in the channel sees: an ephemeral one is unknown here. */
function messageOf(platform: Platform, params: Call['params']): StoredMessage {
  const channel = channelOf(platform, params);
  const message = platform.world.message(params.message ?? '');
  if (message === undefined || message.channel !== channel || message.ephemeralFor !== null) {
    throw unknownMessage();
  }
  return message;
}
