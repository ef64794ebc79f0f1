import { InteractionResponseType, InteractionType, MessageFlags } from 'discord.js';
import type { Interaction } from '../interactions.js';
import { type Json, objectOf } from '../json.js';
import { type Platform, publish, republish, shown } from '../platform.js';
import { formRefusal, unknownMessage } from '../refusal.js';
import type { StoredMessage } from '../types.js';
import { BLANK, draftMessage } from '../validate/message.js';
import type { Answer, Call, Route } from './route.js';

/** The acknowledgement of interactions. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    template: '/interactions/:interaction/:token/callback',
    authorized: false,
    handle: acknowledge,
  },
];

/** The flags that an interaction's answer may set. */
export const ANSWER_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.Ephemeral |
  MessageFlags.IsComponentsV2;

function acknowledge({ platform, params, query, body }: Call): Answer {
  const { interactions, now } = platform;
  const interaction = interactions.toAcknowledge(params.interaction ?? '', params.token ?? '');
  const { type, data } = objectOf(body);
  // A body that is refused acknowledges nothing.
  const message = respond(platform, interaction, Number(type), objectOf(data));
  interaction.acknowledgedAt = now();
  interaction.originalId = message.id;
  if (query.get('with_response') !== 'true') return { body: null };
  return {
    status: 200,
    body: {
      interaction: {
        id: interaction.id,
        type: interaction.type,
        response_message_id: message.id,
        response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: message.ephemeralFor !== null,
      },
      resource: { type, message: shown(platform, message) },
    },
  };
}

/** The message that a response makes or is about. */
function respond(
  platform: Platform,
  interaction: Interaction,
  type: number,
  data: Json,
): StoredMessage {
  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource:
      return answer(platform, interaction, data, ['data']);
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return publish(platform, {
        channel: interaction.channel,
        author: platform.world.bot,
        draft: {
          ...BLANK,
          flags: (Number(data.flags ?? 0) & MessageFlags.Ephemeral) | MessageFlags.Loading,
        },
        interactionId: interaction.id,
        ephemeralFor: isEphemeral(data) ? interaction.user : null,
      });
    case InteractionResponseType.DeferredMessageUpdate:
      return sourceMessage(platform, interaction);
    case InteractionResponseType.UpdateMessage: {
      const source = sourceMessage(platform, interaction);
      const draft = draftMessage(data, source, ['data']);
      return republish(platform, source, draft, data.allowed_mentions);
    }
    default:
      throw unsupportedType();
  }
}

/** A new message that answers an interaction, for all or for its person alone. */
export function answer(
  platform: Platform,
  interaction: Interaction,
  data: Json,
  path: readonly string[],
): StoredMessage {
  const draft = draftMessage(data, BLANK, path);
  return publish(platform, {
    channel: interaction.channel,
    author: platform.world.bot,
    draft: { ...draft, flags: draft.flags & ANSWER_FLAGS },
    allowedMentions: data.allowed_mentions,
    interactionId: interaction.id,
    ephemeralFor: isEphemeral(data) ? interaction.user : null,
  });
}

function isEphemeral(data: Json): boolean {
  return (Number(data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function sourceMessage({ world }: Platform, interaction: Interaction): StoredMessage {
  if (interaction.type !== InteractionType.MessageComponent) throw unsupportedType();
  const message = world.message(interaction.sourceId ?? '');
  if (message === undefined) throw unknownMessage();
  return message;
}

function unsupportedType() {
  const message = 'Not a response type that this interaction takes';
  return formRefusal([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
}
