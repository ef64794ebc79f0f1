import { DiscordAPIError, HTTPError } from 'discord.js';

/**
 * An error as a log may have it: the SDK's own carry the body that was sent, with what people asked
 * and were told, and an address with the interaction's token.
 */
export function loggable(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const { name, message, stack, method, status } = error;
  const code = error instanceof DiscordAPIError ? { code: error.code } : {};
  return Object.assign(new Error(message), { name, stack, method, status, ...code });
}
