import { MessageFlags } from 'discord.js';
import type { Interaction } from '../interactions.js';
import { type Json, objectOf } from '../json.js';
import { type Platform, republish, shown, withdraw } from '../platform.js';
import { unknownMessage, unknownWebhook } from '../refusal.js';
import type { StoredMessage } from '../types.js';
import { draftMessage } from '../validate/message.js';
import { ANSWER_FLAGS, answer } from './interactions.js';
import type { Answer, Call, Route } from './route.js';

const FOLLOW_UPS = '/webhooks/:application/:token';
const MESSAGE = `${FOLLOW_UPS}/messages/:message`;

/** An interaction's answers, by its token. */
export const webhookRoutes: readonly Route[] = [
  { method: 'POST', template: FOLLOW_UPS, authorized: false, handle: followUp },
  { method: 'GET', template: MESSAGE, authorized: false, handle: getAnswer },
  { method: 'PATCH', template: MESSAGE, authorized: false, handle: editAnswer },
  { method: 'DELETE', template: MESSAGE, authorized: false, handle: deleteAnswer },
];

function followUp({ platform, params, body }: Call): Answer {
  const interaction = interactionOf(platform, params);
  const sent = objectOf(body);
  const original = platform.world.message(interaction.originalId ?? '');
  // The first follow-up to a deferred answer fills it in, and keeps its being ephemeral or not.
  const isDeferred = original !== undefined && isLoading(original);
  const message = isDeferred
    ? fill(platform, original, sent)
    : answer(platform, interaction, sent, []);
  return { body: shown(platform, message) };
}

function getAnswer({ platform, params }: Call): Answer {
  return { body: shown(platform, answerOf(platform, params)) };
}

function editAnswer({ platform, params, body }: Call): Answer {
  const message = answerOf(platform, params);
  return { body: shown(platform, fill(platform, message, objectOf(body))) };
}

function deleteAnswer({ platform, params }: Call): Answer {
  withdraw(platform, answerOf(platform, params));
  return { body: null };
}

/** Edits an answer; a deferred one is then no longer loading. */
function fill(platform: Platform, message: StoredMessage, sent: Json): StoredMessage {
  const draft = draftMessage(sent, message);
  const flags = (draft.flags & ANSWER_FLAGS) | (message.flags & MessageFlags.Ephemeral);
  return republish(platform, message, { ...draft, flags }, sent.allowed_mentions);
}

function isLoading(message: StoredMessage): boolean {
  return (message.flags & MessageFlags.Loading) !== 0;
}

function interactionOf({ world, interactions }: Platform, params: Call['params']): Interaction {
  if (params.application !== world.bot.id) throw unknownWebhook();
  return interactions.byToken(params.token ?? '');
}

/** `@original`, or an answer of the same interaction by id. */
function answerOf(platform: Platform, params: Call['params']): StoredMessage {
  const interaction = interactionOf(platform, params);
  const id = params.message === '@original' ? interaction.originalId : params.message;
  const message = platform.world.message(id ?? '');
  const isAnswer =
    message?.interactionId === interaction.id || message?.id === interaction.originalId;
  if (message === undefined || !isAnswer) throw unknownMessage();
  return message;
}
