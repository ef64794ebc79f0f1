import { GatewayCloseCodes } from 'discord.js';
import { codeOf, MostanadError, messageOf } from '../../src/errors.js';
import { loggable } from '../log.js';
import { isPassing } from './retry.js';

const TOKEN = 'Discord refuses the bot token.';
const INTENTS =
  'Discord refuses the Message Content intent: switch it on in the developer portal (Bot, Privileged Gateway Intents), or off here.';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSURES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN,
  [GatewayCloseCodes.InvalidShard]: 'Discord refuses this connection as a shard.',
  [GatewayCloseCodes.ShardingRequired]: 'The bot is in more servers than one connection may serve.',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks this version of its gateway.',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know the intents that the bot asks for.',
  [GatewayCloseCodes.DisallowedIntents]: INTENTS,
};

/** Why the bot could not connect, for people; what Discord and the network have no part in stays as it is. */
export function refusalOf(error: unknown): unknown {
  const reason = messageOf(error);
  if (/token was provided/i.test(reason)) {
    return new MostanadError('input', TOKEN, { cause: error });
  }
  if (/disallowed intents/i.test(reason)) {
    return new MostanadError('input', INTENTS, { cause: error });
  }
  if (isPassing(error)) {
    // Of several addresses that were tried in vain there is only the code.
    const why = reason || codeOf(error);
    return new MostanadError('busy', `Discord cannot be reached: ${why}`, {
      cause: loggable(error),
    });
  }
  return error;
}

/** Why a session was closed for good, from its close code. */
export function closureOf(code: number): MostanadError {
  const reason = CLOSURES[code] ?? 'Discord lets the bot connect no more.';
  return new MostanadError('input', `${reason} (gateway close code ${code})`);
}
