import {
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Body } from './body.js';
import { isRefusal, patiently } from './retry.js';

/** Replying takes the permission Read Message History, which a channel may deny. */
const MAY_NOT_REPLY = RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;

/** What it takes to answer an interaction. */
export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** A message of a channel. */
export interface Place {
  readonly channelId: string;
  /** Names the message among those sent there: a repeated call makes no second one. */
  readonly nonce: string;
  /** The id of the message that it replies to. */
  readonly replyTo?: string;
}

/** The calls to Discord that the bot makes, each repeated until it is done or refused. */
export interface Wire {
  /** Says that the answer will come; false where Discord no longer waits for it. */
  defer(asked: Asked, isHidden: boolean): Promise<boolean>;
  /** Answers at once. */
  respond(asked: Asked, body: Body): Promise<void>;
  /** Fills in the deferred answer; false where somebody has deleted it, or its token is over. */
  fill(asked: Asked, body: Body): Promise<boolean>;
  /** A further message; where its answer is lost it may come twice, which is better than never. */
  follow(asked: Asked, body: Body): Promise<void>;
  /** Gives the id of the message; one that may not reply stands alone. */
  say(place: Place, body: Body): Promise<string>;
  /** Turns a message of the bot into another; false where somebody has deleted it. */
  edit(channelId: string, messageId: string, body: Body): Promise<boolean>;
  /** Also where somebody has deleted it already, or its channel. */
  remove(channelId: string, messageId: string): Promise<void>;
  /** Shows the bot typing for ten seconds. */
  type(channelId: string): Promise<void>;
}

/** The calls over the SDK's REST client, which keeps Discord's rate limits. */
export function createWire(rest: REST): Wire {
  /** False where Discord refuses what the call is about as one that is no more. */
  const stands = async (
    call: () => Promise<unknown>,
    ...gone: readonly RESTJSONErrorCodes[]
  ): Promise<boolean> => {
    try {
      await patiently(call);
      return true;
    } catch (error) {
      if (gone.some((code) => isRefusal(error, code))) return false;
      throw error;
    }
  };
  const acknowledge = async ({ id, token }: Asked, body: object): Promise<boolean> => {
    const route = Routes.interactionCallback(id, token);
    try {
      await patiently(() => rest.post(route, { body, auth: false }));
      return true;
    } catch (error) {
      // Repeated after its answer was lost, it had been taken.
      if (isRefusal(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) return true;
      if (isRefusal(error, RESTJSONErrorCodes.UnknownInteraction)) return false;
      throw error;
    }
  };
  return {
    defer: (asked, isHidden) =>
      acknowledge(asked, {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: isHidden ? MessageFlags.Ephemeral : 0 },
      }),
    async respond(asked, body) {
      const type = InteractionResponseType.ChannelMessageWithSource;
      await acknowledge(asked, { type, data: body });
    },
    async fill({ applicationId, token }, body) {
      const route = Routes.webhookMessage(applicationId, token, '@original');
      const { UnknownMessage, UnknownWebhook, InvalidWebhookToken } = RESTJSONErrorCodes;
      const gone = [UnknownMessage, UnknownWebhook, InvalidWebhookToken];
      return stands(() => rest.patch(route, { body, auth: false }), ...gone);
    },
    async follow({ applicationId, token }, body) {
      const route = Routes.webhook(applicationId, token);
      await patiently(() => rest.post(route, { body, auth: false }));
    },
    async say({ channelId, nonce, replyTo }, body) {
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      const route = Routes.channelMessages(channelId);
      const message = { ...body, nonce, enforce_nonce: true };
      const post = (refers: object) =>
        patiently(() => rest.post(route, { body: { ...message, ...refers } }));
      const sent = await post(reference).catch((error: unknown) => {
        if (!isRefusal(error, MAY_NOT_REPLY)) throw error;
        return post({});
      });
      return (sent as APIMessage).id;
    },
    async edit(channelId, messageId, body) {
      const route = Routes.channelMessage(channelId, messageId);
      return stands(() => rest.patch(route, { body }), RESTJSONErrorCodes.UnknownMessage);
    },
    async remove(channelId, messageId) {
      const route = Routes.channelMessage(channelId, messageId);
      const { UnknownMessage, UnknownChannel } = RESTJSONErrorCodes;
      await stands(() => rest.delete(route), UnknownMessage, UnknownChannel);
    },
    async type(channelId) {
      await rest.post(Routes.channelTyping(channelId));
    },
  };
}
