import { setTimeout as sleep } from 'node:timers/promises';
import type { InlineQuery, InlineQueryResultArticle } from 'grammy/types';
import { phraseLanguage } from '../../src/phrases/phrases.js';
import { personLanguage, TELEGRAM_PHRASES } from '../../src/phrases/telegram.js';
import type { ShownReply } from '../chat.js';
import { safeText } from '../render.js';
import { splitText } from '../split.js';
import { askSafely, type Parts, personOf } from './context.js';
import { isQueryOver } from './errors.js';
import { insist } from './insist.js';
import { verdictKeyboard } from './keyboard.js';
import { createMemory } from './memory.js';
import type { Part } from './packing.js';
import { renderReply, renderShort } from './render.js';

/** People send what they find into other chats: short enough to be read there. */
const SHORT = 1_200;
const DESCRIPTION = 200;
/** Seconds for which Telegram gives the same answer to the same question by itself. */
const CACHED = 60;
const REMEMBERED = 1_000;
/** Milliseconds without another letter. */
const TYPING_PAUSE = 400;

/** Answers inline queries; throws what Telegram refuses. */
export function createInlineHandler(parts: Parts) {
  const latest = createMemory<string, string>(REMEMBERED);
  return {
    /** Notes that a query came; those of the same person that still wait are out of date by it. */
    announce(query: InlineQuery): void {
      latest.set(personOf(query.from), query.id);
    },
    async answer(query: InlineQuery): Promise<void> {
      // Telegram asks again with every letter that is typed: only a pause is a question, so that no
      // beginning of one is answered, kept, or counted against the person.
      const isOver = () => latest.get(personOf(query.from)) !== query.id;
      if (isOver()) return;
      await sleep(TYPING_PAUSE);
      if (isOver()) return;
      const text = query.query.trim();
      // Telegram waits seconds, and asks anew with every letter typed.
      const asking = { isExtractive: true };
      const reply = text === '' ? undefined : await askSafely(parts, query.from, text, asking);
      const isShown = reply !== undefined && reply.kind !== 'withdrawn';
      const results = isShown ? [articleOf(reply, query.from.language_code)] : [];
      const cache_time = reply?.kind === 'answer' ? CACHED : 0;
      const options = { cache_time, is_personal: cache_time === 0 };
      try {
        await insist(() => parts.api.answerInlineQuery(query.id, results, options));
      } catch (error) {
        // A retry after an answer that arrived all the same, or a person who typed on.
        if (!isQueryOver(error)) throw error;
      }
    },
  };
}

/** A reply as one article: what people see in the list, and what is sent when they choose it. */
function articleOf(reply: ShownReply, languageCode?: string): InlineQueryResultArticle {
  if (reply.kind === 'notice') {
    const phrases = TELEGRAM_PHRASES[personLanguage(languageCode)];
    const [part] = renderReply(reply);
    return article('notice', phrases.inlineTitle, reply.text, part ?? { html: '…' });
  }
  const { id, answer } = reply;
  const phrases = TELEGRAM_PHRASES[phraseLanguage(answer.language)];
  const title = answer.citations[0]?.title || phrases.inlineTitle;
  const short = renderShort(answer, SHORT);
  const part = id === null ? short : { ...short, keyboard: verdictKeyboard(id) };
  return article(id ?? 'answer', answer.answered ? title : phrases.inlineTitle, answer.text, part);
}

function article(
  id: string,
  title: string,
  description: string,
  { html, keyboard }: Part,
): InlineQueryResultArticle {
  return {
    type: 'article',
    id,
    title: excerpt(title),
    description: excerpt(description),
    input_message_content: {
      message_text: html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    ...(keyboard ? { reply_markup: keyboard } : {}),
  };
}

function excerpt(text: string): string {
  const [short = ''] = splitText(safeText(text).trim(), (part) => part.length <= DESCRIPTION);
  return short === '' ? '…' : short;
}
