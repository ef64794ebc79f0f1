import type { BotCommand } from 'grammy/types';
import { badRequest } from './errors.js';
import { type Method, type Payload, readObject, readObjects, readText } from './payload.js';

const SCOPES: ReadonlySet<string> = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]);
const MAX_COMMANDS = 100;
const MAX_DESCRIPTION = 256;

/** setMyCommands, getMyCommands and deleteMyCommands: one list for each scope and language. */
export function commandMethods(): Readonly<Record<string, Method>> {
  const lists = new Map<string, readonly BotCommand[]>();
  return {
    setMyCommands(payload) {
      const commands = (readObjects(payload, 'commands') ?? []).map(readCommand);
      if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
      lists.set(listKey(payload), commands);
      return true;
    },
    getMyCommands: (payload) => lists.get(listKey(payload)) ?? [],
    deleteMyCommands(payload) {
      lists.delete(listKey(payload));
      return true;
    },
  };
}

function readCommand(given: Payload): BotCommand {
  const command = readText(given, 'command').replace(/^\//, '');
  const description = readText(given, 'description');
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '' || description.length > MAX_DESCRIPTION) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command, description };
}

function listKey(payload: Payload): string {
  const scope = readObject(payload, 'scope') ?? { type: 'default' };
  if (!SCOPES.has(readText(scope, 'type'))) throw badRequest("can't parse BotCommandScope");
  const language = readText(payload, 'language_code');
  if (!/^(?:[a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return JSON.stringify([scope.type, scope.chat_id, scope.user_id, language]);
}
