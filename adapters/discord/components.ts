import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Citation } from '../../src/answer/schema.js';
import { DISCORD_PHRASES } from '../../src/phrases/discord.js';
import type { PhraseLanguage } from '../../src/phrases/phrases.js';
import type { Verdict } from '../chat.js';

/** What a press of a button asks for. */
export type Press =
  | { readonly kind: 'source'; readonly answerId: string; readonly marker: number }
  | { readonly kind: 'verdict'; readonly answerId: string; readonly verdict: Verdict };

export type Row = APIActionRowComponent<APIButtonComponent>;

const ROW_BUTTONS = 5;
const PRESS =
  /^(?:s:(?<source>[\w-]+):(?<marker>\d{1,6})|v:(?<judged>[\w-]+):(?<verdict>good|bad))$/;

/** A button for each source, in rows. */
export function sourceRows(
  answerId: string,
  citations: readonly Citation[],
  language: PhraseLanguage,
): readonly Row[] {
  const buttons = citations.map(({ marker }) =>
    button(`s:${answerId}:${marker}`, { label: DISCORD_PHRASES[language].source(marker) }),
  );
  return chunks(buttons, ROW_BUTTONS).map(row);
}

/** 👍 and 👎. */
export function verdictRow(answerId: string): Row {
  return row([
    button(`v:${answerId}:good`, { emoji: { name: '👍' } }),
    button(`v:${answerId}:bad`, { emoji: { name: '👎' } }),
  ]);
}

/** What the press of a button asks for; null where the button is none of ours. */
export function pressOf(customId: string): Press | null {
  const { source, marker, judged, verdict } = PRESS.exec(customId)?.groups ?? {};
  if (source !== undefined) return { kind: 'source', answerId: source, marker: Number(marker) };
  if (judged === undefined) return null;
  return { kind: 'verdict', answerId: judged, verdict: verdict === 'good' ? 'good' : 'bad' };
}

/** The list in pieces of at most so many. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function button(
  customId: string,
  look: Pick<APIButtonComponentWithCustomId, 'label' | 'emoji'>,
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: customId,
    ...look,
  };
}

function row(components: readonly APIButtonComponent[]): Row {
  return { type: ComponentType.ActionRow, components: [...components] };
}
