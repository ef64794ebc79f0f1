import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  PermissionFlagsBits,
} from 'discord.js';
import { DISCORD_PHRASES } from '../../src/phrases/discord.js';
import { FILTER_PHRASES } from '../../src/phrases/filter.js';
import { PHRASES, type PhraseLanguage } from '../../src/phrases/phrases.js';
import { type Filter, readFilter } from '../../src/search/filter.js';
import type { Chat } from '../chat.js';
import type { CorpusAdmin, CorpusRequest } from '../corpus-admin.js';
import { type Log, loggable } from '../log.js';
import { type Body, hidden } from './body.js';
import { ASK, CORPUS, NEW } from './commands.js';
import { type Press, pressOf } from './components.js';
import { typedFilterOf } from './filter.js';
import { languageOf, languageOfMessage } from './language.js';
import { createMessageHandlers, type MessageHandlers } from './messages.js';
import { conversationOf, isAllowed, type Places, personOf } from './questions.js';
import { renderNotice, renderReply, renderSource } from './render.js';
import { createSaying } from './saying.js';
import { channelTarget, deferredTarget } from './targets.js';
import type { Asked, Wire } from './wire.js';

/** Commands without words of the person's own are answered in the language of the corpus. */
const NO_WORDS: PhraseLanguage = 'fa';

interface HandlerParts {
  readonly chat: Chat;
  readonly corpus: CorpusAdmin | undefined;
  readonly wire: Wire;
  readonly log: Log;
  readonly places: Places;
}

/** What the bot does when people do something. Each is done when its last message is sent. */
export interface Handlers extends MessageHandlers {
  interaction(interaction: Interaction): Promise<void>;
}

export function createHandlers({ chat, corpus, wire, log, places }: HandlerParts): Handlers {
  const { answer, draftsOf } = createSaying(log);
  const messages = createMessageHandlers({ chat, wire, log, places });

  /** Answers an interaction at once, for the eyes of who did it. */
  async function tell(interaction: Asked, text: string): Promise<void> {
    for (const notice of renderNotice(text)) await wire.respond(interaction, hidden(notice));
  }

  /** Answers an interaction, for the eyes of who did it, as soon as what it takes is done. */
  async function hiddenAnswer(
    interaction: Asked,
    language: PhraseLanguage,
    make: () => Promise<readonly Body[]>,
  ): Promise<void> {
    if (!(await wire.defer(interaction, true))) return;
    const target = deferredTarget(wire, interaction, (body) =>
      wire.follow(interaction, hidden(body)),
    );
    await answer(target, language, make);
  }

  async function command(
    interaction: ChatInputCommandInteraction,
    question: string,
    filter: Filter | null,
  ): Promise<void> {
    const channelId = writableChannel(interaction);
    // The core and the acknowledgement, due in 3 seconds, do not wait for each other.
    const deferring = wire.defer(interaction, false).catch((err: unknown) => {
      log.warn({ err: loggable(err) }, 'Discord: an acknowledgement failed');
      return false;
    });
    // A repeated call makes no second message in a channel; a follow-up can be there twice.
    const inChannel = channelId && channelTarget(wire, channelId, interaction.id, false);
    const others = inChannel ? inChannel.send : (body: Body) => wire.follow(interaction, body);
    const deferred = deferredTarget(wire, interaction, others);
    const drafts = draftsOf(languageOf(question), async (body) => {
      if (await deferring) await deferred.draft(body);
    });
    const asking = {
      place: conversationOf(interaction, interaction.user),
      filter,
      onDraft: drafts.onDraft,
    };
    const reply = chat.ask(personOf(interaction.user), question, asking);
    reply.catch(() => {});
    const isDeferred = await deferring;
    if (!isDeferred) log.warn({ channelId }, 'Discord: no acknowledgement came in time');
    const target = isDeferred ? deferred : inChannel;
    if (!target) return;
    await answer(target, languageOf(question), async () => {
      const shown = await reply.finally(drafts.end);
      return shown.kind === 'withdrawn' ? [] : renderReply(shown);
    });
  }

  async function press(interaction: ButtonInteraction, wanted: Press): Promise<void> {
    const language = languageOfMessage(interaction.message.components);
    const phrases = PHRASES[language];
    await hiddenAnswer(interaction, language, async () => {
      if (wanted.kind === 'source') {
        const view = await chat.source(wanted.answerId, wanted.marker);
        return view === null ? renderNotice(phrases.forgotten) : renderSource(view, language);
      }
      const { answerId, verdict } = wanted;
      const isKept = await chat.judge(answerId, personOf(interaction.user), verdict);
      return renderNotice(isKept ? phrases.thanks : phrases.forgotten);
    });
  }

  async function changeCorpus(
    interaction: ChatInputCommandInteraction,
    admin: CorpusAdmin,
  ): Promise<void> {
    const person = personOf(interaction.user);
    await hiddenAnswer(interaction, NO_WORDS, async () =>
      renderNotice(await admin.answer(person, corpusRequestOf(interaction), NO_WORDS)),
    );
  }

  return {
    async interaction(interaction) {
      const isHere = isAllowed(places, interaction);
      if (interaction.isButton()) {
        const wanted = pressOf(interaction.customId);
        if (wanted === null) return;
        if (isHere) return press(interaction, wanted);
        const language = languageOfMessage(interaction.message.components);
        await tell(interaction, DISCORD_PHRASES[language].notHere);
      } else if (interaction.isChatInputCommand() && interaction.commandName === ASK.command) {
        const question = interaction.options.getString(ASK.question, true).trim();
        const phrases = DISCORD_PHRASES[languageOf(question)];
        if (!isHere) return tell(interaction, phrases.notHere);
        if (question === '') return tell(interaction, phrases.help);
        const { filter, fault } = readFilter(typedFilterOf(interaction));
        if (fault === null) return command(interaction, question, filter);
        await tell(interaction, FILTER_PHRASES[languageOf(question)].fault(fault));
      } else if (interaction.isChatInputCommand() && interaction.commandName === NEW.command) {
        if (!isHere) return tell(interaction, DISCORD_PHRASES[NO_WORDS].notHere);
        await hiddenAnswer(interaction, NO_WORDS, async () => {
          await chat.forget(conversationOf(interaction, interaction.user));
          return renderNotice(PHRASES[NO_WORDS].newConversation);
        });
      } else if (
        corpus !== undefined &&
        interaction.isChatInputCommand() &&
        interaction.commandName === CORPUS.command
      ) {
        if (!isHere) return tell(interaction, DISCORD_PHRASES[NO_WORDS].notHere);
        await changeCorpus(interaction, corpus);
      }
    },
    ...messages,
  };
}

function corpusRequestOf({ options }: ChatInputCommandInteraction): CorpusRequest {
  switch (options.getSubcommand()) {
    case CORPUS.add:
      return { kind: 'add', url: options.getString(CORPUS.url, true).trim() };
    case CORPUS.remove:
      return { kind: 'remove', name: options.getString(CORPUS.which, true).trim() };
    default:
      return { kind: 'list' };
  }
}

/** The channel's id, where the bot may write there apart from answering the interaction. */
function writableChannel({ appPermissions, channel, channelId }: Interaction): string | null {
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const needed = [ViewChannel, channel?.isThread() ? SendMessagesInThreads : SendMessages];
  return appPermissions.has(needed) ? channelId : null;
}
