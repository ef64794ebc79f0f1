import type { Api } from 'grammy';
import type { PhraseLanguage } from '../../src/phrases/phrases.js';
import { TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import { insist } from './insist.js';

/** Who has no list of their own gets the one without a language. */
const LISTS: readonly (readonly [PhraseLanguage, 'fa' | 'ar' | undefined])[] = [
  ['fa', 'fa'],
  ['ar', 'ar'],
  ['en', undefined],
];

/** Puts the commands into Telegram's menu, in each language, where they are not there yet. */
export async function registerCommands(api: Api): Promise<void> {
  for (const [language, code] of LISTS) {
    const wanted = Object.entries(TELEGRAM_PHRASES[language].commands).map(
      ([command, description]) => ({ command, description }),
    );
    const list = code ? { language_code: code } : {};
    const there = await insist(() => api.getMyCommands(list));
    if (JSON.stringify(pairs(there)) === JSON.stringify(pairs(wanted))) continue;
    await insist(() => api.setMyCommands(wanted, list));
  }
}

function pairs(commands: readonly { readonly command: string; readonly description: string }[]) {
  return commands.map(({ command, description }) => [command, description]);
}
