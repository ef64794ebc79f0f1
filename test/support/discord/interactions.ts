import { randomBytes } from 'node:crypto';
import type { InteractionType } from 'discord.js';
import {
  alreadyAcknowledged,
  expiredToken,
  unknownInteraction,
  unknownWebhook,
} from './refusal.js';
import type { EmulatedChannel, EmulatedUser } from './types.js';

/** How long an app has to acknowledge an interaction. */
const ACKNOWLEDGE_WITHIN_MS = 3000;

/** How long an interaction's token can send and edit. */
const TOKEN_LIFETIME_MS = 15 * 60_000;

/** One interaction, from its event to its answers. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: EmulatedUser;
  readonly channel: EmulatedChannel;
  /** The message whose button was pressed. */
  readonly sourceId: string | null;
  readonly sentAt: number;
  acknowledgedAt: number | null;
  /** The message that `@original` names, once acknowledged. */
  originalId: string | null;
}

/** All interactions by id, with their deadlines. */
export interface Interactions {
  create(about: Pick<Interaction, 'type' | 'user' | 'channel' | 'sourceId'>): Interaction;
  /** The interaction, if it may be acknowledged now; else throws what Discord answers: 40060 the second time, 10062 if late. */
  toAcknowledge(id: string, token: string): Interaction;
  /** The acknowledged interaction of a webhook token, or throws 10015, 50027. */
  byToken(token: string): Interaction;
  status(interaction: Interaction): InteractionStatus;
}

/** `failed` is what the person sees as "the application did not respond". */
export type InteractionStatus = 'waiting' | 'acknowledged' | 'failed';

export function createInteractions(now: () => number, nextId: () => string): Interactions {
  const byTokens = new Map<string, Interaction>();
  const isLate = ({ sentAt }: Interaction) => now() - sentAt > ACKNOWLEDGE_WITHIN_MS;
  return {
    create(about) {
      const interaction: Interaction = {
        ...about,
        id: nextId(),
        token: randomBytes(24).toString('base64url'),
        sentAt: now(),
        acknowledgedAt: null,
        originalId: null,
      };
      byTokens.set(interaction.token, interaction);
      return interaction;
    },
    toAcknowledge(id, token) {
      const interaction = byTokens.get(token);
      if (interaction === undefined || interaction.id !== id) throw unknownInteraction();
      if (interaction.acknowledgedAt !== null) throw alreadyAcknowledged();
      if (isLate(interaction)) throw unknownInteraction();
      return interaction;
    },
    byToken(token) {
      const interaction = byTokens.get(token);
      if (interaction === undefined || interaction.acknowledgedAt === null) throw unknownWebhook();
      if (now() - interaction.sentAt > TOKEN_LIFETIME_MS) throw expiredToken();
      return interaction;
    },
    status(interaction) {
      if (interaction.acknowledgedAt !== null) return 'acknowledged';
      return isLate(interaction) ? 'failed' : 'waiting';
    },
  };
}
