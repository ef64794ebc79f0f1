import { z } from 'zod';
import { optional, problemsOf, wrongVariables } from './environment.js';

const idList = z
  .string()
  .optional()
  .transform((text) => text?.split(/[\s,]+/u).filter(Boolean) ?? [])
  .refine(
    (ids) => ids.every((id) => /^-?\d+$/u.test(id)),
    'must be numeric ids with commas between',
  );

const adminList = z
  .string()
  .optional()
  .transform((text) => text?.split(/[\s,]+/u).filter(Boolean) ?? [])
  .refine(
    (people) => people.every((person) => /^(?:discord|telegram):\d+$/u.test(person)),
    'must be people as discord:123 or telegram:456 with commas between',
  );

const Environment = z.object({
  ADMINS: adminList,
  DISCORD_TOKEN: optional(z.string().regex(/^[\w.-]{20,}$/u, 'does not look like a bot token')),
  DISCORD_API_ROOT: optional(z.url()),
  DISCORD_MESSAGE_CONTENT: optional(z.enum(['0', '1'])),
  DISCORD_GUILDS: idList,
  DISCORD_CHANNELS: idList,
  TELEGRAM_TOKEN: optional(z.string().regex(/^\d+:[\w-]{10,}$/u, 'does not look like a bot token')),
  TELEGRAM_API_ROOT: optional(z.url()),
  TELEGRAM_CHATS: idList,
  WEBHOOK_URL: optional(z.url({ protocol: /^https$/u, error: 'must be an https address' })),
  WEBHOOK_SECRET: optional(
    z.string().regex(/^[\w-]{16,256}$/u, 'must be 16 to 256 letters, digits, - and _'),
  ),
  WEBHOOK_PORT: optional(z.coerce.number().int().min(1).max(65_535)),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error'])),
});

/** What is set for the chat platforms; one without a token is null. */
export interface PlatformConfig {
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Who may change the corpus from a chat, as `platform:id`. */
  readonly admins: readonly string[];
  readonly discord: DiscordConfig | null;
  readonly telegram: TelegramConfig | null;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiRoot?: string;
  readonly messageContent: boolean;
  readonly guilds: readonly string[];
  readonly channels: readonly string[];
}

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot?: string;
  readonly webhook?: { readonly url: string; readonly secretToken: string; readonly port: number };
  readonly chats?: readonly number[];
}

/**
 * Reads the platforms' settings.
 *
 * @throws MostanadError `input` that names every missing or wrong variable at once, and no value: a
 * token may be among them
 */
export function readPlatforms(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PlatformConfig {
  const read = Environment.safeParse(environment);
  const problems = [...problemsOf(read.error), ...incompleteWebhook(environment)];
  if (!read.success || problems.length > 0) throw wrongVariables(problems);
  const values = read.data;
  return {
    logLevel: values.LOG_LEVEL ?? 'info',
    admins: values.ADMINS,
    discord: values.DISCORD_TOKEN === undefined ? null : discordOf(values, values.DISCORD_TOKEN),
    telegram:
      values.TELEGRAM_TOKEN === undefined ? null : telegramOf(values, values.TELEGRAM_TOKEN),
  };
}

/** The webhook's three variables are needed together. */
function incompleteWebhook(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const names = ['WEBHOOK_URL', 'WEBHOOK_SECRET', 'WEBHOOK_PORT'];
  const missing = names.filter((name) => (environment[name] ?? '').trim() === '');
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name}: is needed with the webhook's other variables`);
}

type Values = z.infer<typeof Environment>;

function discordOf(values: Values, token: string): DiscordConfig {
  return {
    token,
    ...(values.DISCORD_API_ROOT === undefined ? {} : { apiRoot: values.DISCORD_API_ROOT }),
    messageContent: values.DISCORD_MESSAGE_CONTENT === '1',
    guilds: values.DISCORD_GUILDS,
    channels: values.DISCORD_CHANNELS,
  };
}

function telegramOf(values: Values, token: string): TelegramConfig {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secretToken, WEBHOOK_PORT: port } = values;
  const root = values.TELEGRAM_API_ROOT?.replace(/\/+$/u, '');
  return {
    token,
    ...(root === undefined ? {} : { apiRoot: root }),
    ...(url === undefined || secretToken === undefined || port === undefined
      ? {}
      : { webhook: { url, secretToken, port } }),
    ...(values.TELEGRAM_CHATS.length === 0 ? {} : { chats: values.TELEGRAM_CHATS.map(Number) }),
  };
}
