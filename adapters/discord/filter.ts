import type { ChatInputCommandInteraction } from 'discord.js';
import type { TypedFilter } from '../../src/search/filter.js';
import { ASK } from './commands.js';

/** The filter that `/ask` was given. An option is there once: several names stand between commas. */
export function typedFilterOf({
  options,
}: Pick<ChatInputCommandInteraction, 'options'>): TypedFilter {
  const text = (name: string) => options.getString(name) ?? undefined;
  const names = (name: string) => text(name)?.split(/[,،]/u);
  return {
    source: names(ASK.source),
    from: text(ASK.from),
    to: text(ASK.to),
    category: names(ASK.category),
    language: names(ASK.language),
  };
}
