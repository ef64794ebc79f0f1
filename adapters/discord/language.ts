import { ComponentType, type TopLevelComponent } from 'discord.js';
import { detectLanguage } from '../../src/language/detect.js';
import { DISCORD_PHRASES } from '../../src/phrases/discord.js';
import { type PhraseLanguage, phraseLanguage } from '../../src/phrases/phrases.js';

const LANGUAGES: readonly PhraseLanguage[] = ['fa', 'ar', 'en'];

/** The language to speak to whoever wrote this: Discord's clients know neither Persian nor Arabic. */
export function languageOf(text: string): PhraseLanguage {
  return phraseLanguage(detectLanguage(text));
}

/**
 * The language of an answer that stands in a message: that of its buttons, since its text may be
 * quotes in any language; without buttons for sources that of its text.
 */
export function languageOfMessage(components: readonly TopLevelComponent[]): PhraseLanguage {
  const first = components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map((button) => (button.type === ComponentType.Button ? (button.label ?? '') : ''))
    .find((label) => label !== '');
  const marker = Number(first?.match(/\d+/)?.[0]);
  const labelled = LANGUAGES.find((one) => DISCORD_PHRASES[one].source(marker) === first);
  if (labelled !== undefined) return labelled;
  const texts = components.map((one) =>
    one.type === ComponentType.TextDisplay ? one.content : '',
  );
  return languageOf(texts.join('\n'));
}
