import { ApplicationCommandType } from 'discord.js';
import { arrayOf, type Json, objectOf } from '../json.js';
import type { Platform } from '../platform.js';
import { Refusal, refuseIssues } from '../refusal.js';
import { commandIssues, commandListIssues } from '../validate/commands.js';
import type { Answer, Call, Route } from './route.js';

const TEMPLATE = '/applications/:application/commands';

/** Global application commands. */
export const commandRoutes: readonly Route[] = [
  { method: 'GET', template: TEMPLATE, authorized: true, handle: listCommands },
  { method: 'PUT', template: TEMPLATE, authorized: true, handle: replaceCommands },
  { method: 'POST', template: TEMPLATE, authorized: true, handle: putCommand },
];

function listCommands({ platform, params, query }: Call): Answer {
  ownApplication(platform, params);
  const { commands } = platform.world;
  return {
    body:
      query.get('with_localizations') === 'true' ? commands : commands.map(withoutLocalizations),
  };
}

function replaceCommands({ platform, params, body }: Call): Answer {
  ownApplication(platform, params);
  refuseIssues(commandListIssues(body));
  const before = platform.world.commands;
  platform.world.commands = arrayOf(body).map((command) => {
    const sent = objectOf(command);
    return registered(
      platform,
      sent,
      before.find(({ name }) => name === sent.name),
    );
  });
  return { body: platform.world.commands };
}

function putCommand({ platform, params, body }: Call): Answer {
  ownApplication(platform, params);
  refuseIssues(commandIssues(body, []));
  const sent = objectOf(body);
  const { commands } = platform.world;
  const before = commands.find(({ name }) => name === sent.name);
  const command = registered(platform, sent, before);
  platform.world.commands = [...commands.filter((one) => one !== before), command];
  return { status: before === undefined ? 201 : 200, body: command };
}

function ownApplication(platform: Platform, params: Call['params']): void {
  if (params.application !== platform.world.bot.id) {
    throw new Refusal(
      403,
      20012,
      'You are not authorized to perform this action on this application',
    );
  }
}

/** The command as Discord keeps it: defaults filled in, and the id of the one by that name. */
function registered({ world }: Platform, sent: Json, before: Json | undefined): Json {
  return {
    default_member_permissions: null,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...sent,
    type: ApplicationCommandType.ChatInput,
    ...(sent.options === undefined ? {} : { options: arrayOf(sent.options).map(keptOption) }),
    id: before?.id ?? world.nextId(),
    application_id: world.bot.id,
    version: world.nextId(),
  };
}

/** Discord leaves `required` out where it is false. */
function keptOption(option: unknown): Json {
  const { required, options, ...rest } = objectOf(option);
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(options === undefined ? {} : { options: arrayOf(options).map(keptOption) }),
  };
}

function withoutLocalizations(part: Json): Json {
  const { name_localizations: _names, description_localizations: _texts, ...rest } = part;
  if (rest.options === undefined) return rest;
  return {
    ...rest,
    options: arrayOf(rest.options).map((option) => withoutLocalizations(objectOf(option))),
  };
}
