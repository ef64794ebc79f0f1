import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types';
import type { CorpusRequest } from '../corpus-admin.js';

const COMMANDS = ['start', 'help', 'sources', 'privacy', 'corpus', 'new'] as const;

/** A command other than /ask, which is a question. */
export type CommandName = (typeof COMMANDS)[number];

/** What a message asks of the bot. */
export type Request =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'command'; readonly name: CommandName; readonly argument: string }
  | { readonly kind: 'unknownCommand'; readonly command: string }
  /** A picture, a voice: in a private chat somebody waits for an answer to it. */
  | { readonly kind: 'noText' };

/**
 * What a message asks; undefined where it is none of the bot's business. In a private chat every
 * text is a question; in a group what names the bot, replies to it, or is a command for it.
 */
export function requestOf(message: Message, me: UserFromGetMe): Request | undefined {
  // What people sent with the bot's own inline mode is an answer already.
  if (message.via_bot?.id === me.id) return undefined;
  const isPrivate = message.chat.type === 'private';
  const text = message.text ?? (isPrivate ? message.caption : undefined);
  if (text === undefined) return isPrivate && isContent(message) ? { kind: 'noText' } : undefined;
  const command = commandOf(message, text);
  if (command) {
    const isForUs = command.bot === undefined || sameName(command.bot, me.username);
    const isOurs = isForUs && (isPrivate || command.bot !== undefined || isKnown(command.name));
    return isOurs ? commandRequest(command) : undefined;
  }
  const mentions = (message.entities ?? []).filter((entity) => isMention(entity, text, me));
  const isForUs = isPrivate || mentions.length > 0 || repliesTo(message, me);
  return isForUs ? { kind: 'question', text: without(text, mentions) } : undefined;
}

interface Command {
  readonly name: string;
  /** The bot it names, without @. */
  readonly bot: string | undefined;
  readonly argument: string;
}

function commandOf(message: Message, text: string): Command | undefined {
  const entity = message.entities?.find(({ type, offset }) => type === 'bot_command' && !offset);
  if (!entity) return undefined;
  const [name = '', bot] = text.slice(1, entity.length).toLowerCase().split('@');
  return { name, bot, argument: text.slice(entity.length).trim() };
}

function commandRequest({ name, argument }: Command): Request {
  if (name === 'ask') return { kind: 'question', text: argument };
  const known = COMMANDS.find((command) => command === name);
  return known
    ? { kind: 'command', name: known, argument }
    : { kind: 'unknownCommand', command: `/${name}` };
}

/** What `/corpus` is told: nothing, `add URL` or `remove NUMBER`. */
export function corpusRequestOf(argument: string): CorpusRequest {
  if (argument === '') return { kind: 'list' };
  const [, verb, what = ''] = /^(\w+)\s+(\S+)$/u.exec(argument) ?? [];
  if (verb === 'add') return { kind: 'add', url: what };
  return verb === 'remove' ? { kind: 'remove', name: what } : { kind: 'unclear' };
}

/** In a forum every message replies to the one that opened its topic. */
function repliesTo({ reply_to_message: replied }: Message, me: UserFromGetMe): boolean {
  return replied?.from?.id === me.id && replied.forum_topic_created === undefined;
}

function isKnown(name: string): boolean {
  return name === 'ask' || COMMANDS.some((command) => command === name);
}

function isMention(entity: MessageEntity, text: string, me: UserFromGetMe): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  const { offset, length } = entity;
  return (
    entity.type === 'mention' && sameName(text.slice(offset + 1, offset + length), me.username)
  );
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The text without the mentions, and without the comma or colon after a mention at its start. */
function without(text: string, mentions: readonly MessageEntity[]): string {
  if (mentions.length === 0) return text;
  const rest = mentions
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (left, { offset, length }) => `${left.slice(0, offset)} ${left.slice(offset + length)}`,
      text,
    );
  return rest
    .replace(/ {2,}/gu, ' ')
    .replace(/^[\s,،:؛;-]+/u, '')
    .trim();
}

/** Not every message is from a person: members come and go, titles change. */
function isContent(message: Message): boolean {
  const { photo, voice, audio, video, video_note, document, sticker, animation } = message;
  return [photo, voice, audio, video, video_note, document, sticker, animation].some(Boolean);
}
