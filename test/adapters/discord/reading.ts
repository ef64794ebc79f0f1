import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Body } from '../../../adapters/discord/body.js';
import { stripDirectionControls } from '../../../src/language/direction.js';
import { displayed, viewOf } from '../../support/discord/text.js';
import type { ButtonView, StoredMessage } from '../../support/discord/types.js';
import { BLANK, draftMessage } from '../../support/discord/validate/message.js';

/** The text displays of a message that Discord would take; throws its refusal. */
export function displaysOf(body: Body): readonly string[] {
  draftMessage({ ...body }, BLANK);
  return displayed(body.components as readonly APIMessageTopLevelComponent[]);
}

export function buttonsOf(body: Body): readonly ButtonView[] {
  return viewOf({ content: '', embeds: [], ...body } as unknown as StoredMessage).buttons;
}

/** What a person reads of markdown of ours: escapes, marks and link brackets gone. */
export function read(markdown: string): string {
  return stripDirectionControls(markdown)
    .replace(/<(https?:[^>]*)>/gu, '$1')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}

/** All signs but the space between them. */
export function dense(text: string): string {
  return text.replace(/\s+/gu, '');
}
