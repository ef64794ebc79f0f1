import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js';
import { chunks, type Row } from './components.js';

/** A message as Discord's REST API takes it. */
export interface Body {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: readonly []; readonly replied_user: false };
}

/** A piece of a message's text. Neighbours with the same `display` share a text display. */
export interface Block {
  readonly display: string;
  /** Markdown of at most MESSAGE_ROOM units. */
  readonly text: string;
}

/** The most text of one message: https://docs.discord.com/developers/components/reference#text-display */
export const MESSAGE_ROOM = 4000;

/** The most components of one message, nested ones too. */
const MESSAGE_COMPONENTS = 40;

/** Six full rows and a row of two leave room for one text display. */
const MESSAGE_ROWS = 6;

/** A message. Nobody is notified, and no link gets a preview. */
function bodyOf(components: readonly APIMessageTopLevelComponent[]): Body {
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    components,
    allowed_mentions: { parse: [], replied_user: false },
  };
}

/** The message for one person's eyes. */
export function hidden(body: Body): Body {
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}

/**
 * The blocks in as few messages as they fit, in order, with the rows of buttons on the last one;
 * only rows that it cannot hold make messages of their own.
 *
 * @param rows - full rows, and a last one that may be shorter
 * @param lastRow - a row of at most two buttons, that ends it all
 */
export function bodiesOf(
  blocks: readonly Block[],
  rows: readonly Row[] = [],
  lastRow: Row | null = null,
): readonly Body[] {
  const groups = chunks(rows, MESSAGE_ROWS).map((group) => [...group]);
  if (groups.length === 0) groups.push([]);
  if (lastRow !== null) groups.at(-1)?.push(lastRow);
  const [first = [], ...others] = groups;
  const texts = packed(blocks, MESSAGE_COMPONENTS - componentsIn(first));
  return [
    ...texts.slice(0, -1).map((components) => bodyOf(components)),
    bodyOf([...(texts.at(-1) ?? []), ...first]),
    ...others.map(bodyOf),
  ];
}

function componentsIn(rows: readonly Row[]): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
}

/** Messages of text displays, none with more text or displays than it may have. */
function packed(
  blocks: readonly Block[],
  mostDisplays: number,
): readonly (readonly APIMessageTopLevelComponent[])[] {
  const messages: Block[][] = [];
  for (const block of blocks) {
    const joined = merged([...(messages.at(-1) ?? []), block]);
    const fits = joined.length <= mostDisplays && lengthOf(joined) <= MESSAGE_ROOM;
    if (messages.length > 0 && fits) messages[messages.length - 1] = joined;
    else messages.push([block]);
  }
  return messages.map((message) =>
    message.map(({ text }) => ({ type: ComponentType.TextDisplay, content: text })),
  );
}

function merged(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last?.display !== block.display) result.push(block);
    else result[result.length - 1] = { ...last, text: `${last.text}\n${block.text}` };
  }
  return result;
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}
