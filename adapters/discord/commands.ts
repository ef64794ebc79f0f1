import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { patiently } from './retry.js';

/** The name of the command, and of its options: the question, and what of the corpus it is asked to. */
export const ASK = {
  command: 'ask',
  question: 'question',
  source: 'source',
  from: 'from',
  to: 'to',
  category: 'category',
  language: 'language',
} as const;

/** The command that begins a new conversation. */
export const NEW = { command: 'new' } as const;

/** The command for those who may change the corpus, its subcommands and their options. */
export const CORPUS = {
  command: 'corpus',
  list: 'list',
  add: 'add',
  remove: 'remove',
  url: 'url',
  which: 'which',
} as const;

/**
 * Discord refuses localisations in Persian and Arabic, languages that its clients do not have: those
 * who write them use a client in another language. So the one description speaks two languages.
 */
type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

const WHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

function optional(name: string, description: string): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, name, description };
}

const ASK_COMMAND: Command = {
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
    optional(ASK.source, 'تنها از این منبع‌ها · Only from these sources, between commas'),
    optional(ASK.from, 'از این روز، مانند ۱۴۰۰/۰۵/۰۱ · From this day, as 2021-07-23'),
    optional(ASK.to, 'تا این روز · Up to this day'),
    optional(ASK.category, 'تنها در این دسته‌ها · Only in these categories, between commas'),
    optional(ASK.language, 'تنها به این زبان‌ها · Only in these languages: fa, ar, en'),
  ],
  ...WHERE,
};

const NEW_COMMAND: Command = {
  type: ApplicationCommandType.ChatInput,
  name: NEW.command,
  description: 'گفت‌وگوی تازه · A new conversation',
  ...WHERE,
};

const CORPUS_COMMAND: Command = {
  type: ApplicationCommandType.ChatInput,
  name: CORPUS.command,
  description: 'منابع خبر، برای مدیران · The sources of the news, for administrators',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: CORPUS.list,
      description: 'فهرست منابع · The list of sources',
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: CORPUS.add,
      description: 'افزودن صفحه یا خوراک · Add a page or feed',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: CORPUS.url,
          description: 'نشانی، https://… · Its address, https://…',
          required: true,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: CORPUS.remove,
      description: 'برداشتن یک منبع و خبرهایش · Remove a source and its articles',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: CORPUS.which,
          description: 'شماره یا نشانی آن · Its number or address',
          required: true,
        },
      ],
    },
  ],
  ...WHERE,
};

/**
 * Registers the commands unless Discord has the same; true where it registered them.
 *
 * @param hasAdmins - whether anyone on Discord may change the corpus: only then is there a command for it
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  hasAdmins: boolean,
): Promise<boolean> {
  const commands = [ASK_COMMAND, NEW_COMMAND, ...(hasAdmins ? [CORPUS_COMMAND] : [])];
  const route = Routes.applicationCommands(applicationId);
  // Without it Discord leaves localisations out, and foreign ones would stay unseen.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = (await patiently(() => rest.get(route, { query }))) as APIApplicationCommand[];
  if (isDeepStrictEqual(known.map(essence), commands.map(essence))) return false;
  await patiently(() => rest.put(route, { body: commands }));
  return true;
}

/** What we say of a command, without what Discord adds to it. */
function essence(command: APIApplicationCommand | Command): unknown {
  const { type, name, description, integration_types, contexts, options = [] } = command;
  return {
    type,
    name,
    description,
    integration_types,
    contexts,
    ...localisations(command),
    options: options.map(optionEssence),
  };
}

function optionEssence(option: APIApplicationCommandOption): unknown {
  const own = 'options' in option ? (option.options ?? []) : [];
  const { required = false } = option;
  return { ...option, required, ...localisations(option), options: own.map(optionEssence) };
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
