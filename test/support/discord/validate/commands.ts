import { ApplicationCommandType, Locale } from 'discord.js';
import { arrayOf, isObject, type Json, objectOf, stringOf } from '../json.js';
import type { FormIssue } from '../refusal.js';
import { badLength, type Path, text, wrongType } from './fields.js';

/** Discord's command limits: https://docs.discord.com/developers/interactions/application-commands */
const LIMITS = { commands: 100, options: 25, description: 100, stringLength: 6000, total: 8000 };

/** The names Discord takes: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const LOCALES: readonly string[] = Object.values(Locale);

/** What Discord refuses in a list of global chat input commands. */
export function commandListIssues(commands: unknown): readonly FormIssue[] {
  if (!Array.isArray(commands)) return [wrongType([], 'list')];
  if (commands.length > LIMITS.commands) return [badLength([], 0, LIMITS.commands)];
  const names = commands.map((command) => stringOf(objectOf(command).name));
  return commands.flatMap((command: unknown, index) => [
    ...commandIssues(command, [index]),
    ...(names.indexOf(names[index] ?? '') < index
      ? [
          {
            path: [index],
            code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
            message: 'Application command names must be unique',
          },
        ]
      : []),
  ]);
}

/** What Discord refuses in one chat input command. */
export function commandIssues(command: unknown, path: Path): readonly FormIssue[] {
  if (!isObject(command)) return [wrongType(path, 'object')];
  const type = command.type ?? ApplicationCommandType.ChatInput;
  if (type !== ApplicationCommandType.ChatInput) {
    const message = 'This emulator takes chat input commands (type 1) alone';
    return [{ path: [...path, 'type'], code: 'EMULATOR_UNSUPPORTED', message }];
  }
  const options = arrayOf(command.options);
  const issues = [
    ...describedIssues(command, path),
    ...options.flatMap((option, index) => optionIssues(option, [...path, 'options', index])),
  ];
  if (options.length > LIMITS.options) {
    issues.push(badLength([...path, 'options'], 0, LIMITS.options));
  }
  if (commandLength(command) > LIMITS.total) {
    const message = `Command exceeds maximum size (${LIMITS.total})`;
    issues.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message });
  }
  return [...issues, ...requiredOrder(options, path)];
}

function optionIssues(option: unknown, path: Path): readonly FormIssue[] {
  if (!isObject(option)) return [wrongType(path, 'object')];
  const issues = [...describedIssues(option, path)];
  if (!Number.isInteger(option.type)) issues.push(wrongType([...path, 'type'], 'int'));
  for (const bound of ['min_length', 'max_length'] as const) {
    const value = option[bound];
    if (value === undefined || value === null) continue;
    if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > LIMITS.stringLength) {
      const message = `int value should be between 0 and ${LIMITS.stringLength}.`;
      issues.push({ path: [...path, bound], code: 'NUMBER_TYPE_MAX', message });
    }
  }
  const within = arrayOf(option.options);
  issues.push(...requiredOrder(within, path));
  issues.push(...within.flatMap((one, index) => optionIssues(one, [...path, 'options', index])));
  return issues;
}

/** Name and description, and their localisations, of a command or an option. */
function describedIssues(part: Json, path: Path): FormIssue[] {
  const names = objectOf(part.name_localizations);
  const descriptions = objectOf(part.description_localizations);
  return [
    ...nameIssues(part.name, [...path, 'name']),
    ...text(part.description, [...path, 'description'], LIMITS.description, 1),
    ...localeIssues(names, [...path, 'name_localizations']),
    ...localeIssues(descriptions, [...path, 'description_localizations']),
    ...Object.entries(names).flatMap(([locale, name]) =>
      name === null ? [] : nameIssues(name, [...path, 'name_localizations', locale]),
    ),
    ...Object.entries(descriptions).flatMap(([locale, description]) =>
      text(description, [...path, 'description_localizations', locale], LIMITS.description),
    ),
  ];
}

function nameIssues(name: unknown, path: Path): readonly FormIssue[] {
  const value = stringOf(name);
  return NAME.test(value) && value === value.toLowerCase()
    ? []
    : [
        {
          path,
          code: 'APPLICATION_COMMAND_INVALID_NAME',
          message: 'Command name is invalid',
        },
      ];
}

/** Only the languages of Discord's clients: as discord.js lists them, neither Persian nor Arabic. */
function localeIssues(localizations: Json, path: Path): readonly FormIssue[] {
  return Object.keys(localizations)
    .filter((locale) => !LOCALES.includes(locale))
    .map((locale) => ({
      path: [...path, locale],
      code: 'ENUM_TYPE_COERCE',
      message: `Value "${locale}" is not a valid enum value.`,
    }));
}

function requiredOrder(options: readonly unknown[], path: Path): readonly FormIssue[] {
  const flags = options.map((option) => objectOf(option).required === true);
  const late = flags.findIndex((flag, index) => flag && flags.slice(0, index).includes(false));
  if (late < 0) return [];
  const message = 'Required options must be placed before non-required options';
  return [
    {
      path: [...path, 'options', late],
      code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      message,
    },
  ];
}

/** The characters of names and descriptions that count towards a command's total. */
function commandLength(command: Json): number {
  const own = stringOf(command.name).length + stringOf(command.description).length;
  return arrayOf(command.options).reduce(
    (sum: number, option) => sum + commandLength(objectOf(option)),
    own,
  );
}
