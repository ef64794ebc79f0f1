import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { arrayOf, type Json, objectOf, stringOf } from './json.js';
import type { ButtonView, MessageView, StoredMessage } from './types.js';

/** A message with what a person reads and can press. */
export function viewOf(message: StoredMessage): MessageView {
  return {
    ...message,
    text: [message.content, ...message.embeds.flatMap(embedTexts), ...displayed(message.components)]
      .filter((part) => part !== '')
      .join('\n'),
    buttons: buttonsOf(message.components),
    loading: (message.flags & MessageFlags.Loading) !== 0,
  };
}

/** The texts of the text displays, in order. */
export function displayed(components: readonly APIMessageTopLevelComponent[]): readonly string[] {
  return flatten(components)
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => stringOf(content));
}

function embedTexts(embed: APIEmbed): readonly string[] {
  return [
    embed.author?.name ?? '',
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text ?? '',
  ];
}

function buttonsOf(components: readonly APIMessageTopLevelComponent[]): readonly ButtonView[] {
  return flatten(components)
    .filter(({ type }) => type === ComponentType.Button)
    .map((button) => ({
      label: stringOf(button.label) || stringOf(objectOf(button.emoji).name),
      customId: stringOf(button.custom_id) || null,
      url: stringOf(button.url) || null,
      disabled: button.disabled === true,
    }));
}

/** All components in reading order: a section's accessory stands after its texts. */
function flatten(components: readonly unknown[]): readonly Json[] {
  return components
    .map(objectOf)
    .flatMap((component) => [
      component,
      ...flatten(arrayOf(component.components)),
      ...(component.accessory === undefined ? [] : flatten([component.accessory])),
    ]);
}
