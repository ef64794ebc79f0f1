import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { patiently } from './retry.js';

/** The name of the command, and of its option. */
export const ASK = { command: 'ask', question: 'question' } as const;

/**
 * Discord refuses localisations in Persian and Arabic, languages that its clients do not have: those
 * who write them use a client in another language. So the one description speaks two languages.
 */
const COMMANDS: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: ASK.command,
    description: 'پرسش از اخبار، با نقل‌قول و منبع · Ask the news, with quotes and sources',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: ASK.question,
        description: 'پرسش به فارسی، عربی یا انگلیسی · In Persian, Arabic or English',
        required: true,
      },
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },
];

/** Registers the commands unless Discord has the same; true where it did. */
export async function registerCommands(rest: REST, applicationId: string): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  // Without it Discord leaves localisations out, and foreign ones would stay unseen.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = (await patiently(() => rest.get(route, { query }))) as APIApplicationCommand[];
  if (isDeepStrictEqual(known.map(essence), COMMANDS.map(essence))) return false;
  await patiently(() => rest.put(route, { body: COMMANDS }));
  return true;
}

type Command = APIApplicationCommand | RESTPostAPIChatInputApplicationCommandsJSONBody;

/** What we say of a command, without what Discord adds to it. */
function essence(command: Command): unknown {
  const { type, name, description, integration_types, contexts, options = [] } = command;
  return {
    type,
    name,
    description,
    integration_types,
    contexts,
    ...localisations(command),
    options: options.map((option) => ({ ...option, ...localisations(option) })),
  };
}

function localisations(part: {
  readonly name_localizations?: unknown;
  readonly description_localizations?: unknown;
}): object {
  return {
    name_localizations: part.name_localizations ?? null,
    description_localizations: part.description_localizations ?? null,
  };
}
