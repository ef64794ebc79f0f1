import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Citation } from '../../src/answer/schema.js';
import type { PhraseLanguage } from '../../src/phrases/phrases.js';
import type { Verdict } from '../chat.js';

/** What a button asks for; everything needed stands in it, so that it works after a restart. */
export type Press =
  | {
      readonly kind: 'source';
      readonly language: PhraseLanguage;
      readonly answerId: string;
      readonly marker: number;
    }
  | { readonly kind: 'verdict'; readonly answerId: string; readonly verdict: Verdict };

const A_ROW = 5;
/** Telegram takes 100 buttons; two are for the verdict. */
const MOST_SOURCES = 98;
const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['good', '👍'],
  ['bad', '👎'],
];

/** 👍 and 👎 for an answer. */
export function verdictKeyboard(answerId: string): InlineKeyboardMarkup {
  return {
    inline_keyboard: [
      VERDICTS.map(([verdict, text]) => button(text, { kind: 'verdict', answerId, verdict })),
    ],
  };
}

/** A button for each source, and 👍 and 👎. */
export function answerKeyboard(
  answerId: string,
  citations: readonly Citation[],
  language: PhraseLanguage,
): InlineKeyboardMarkup {
  const sources = citations
    .slice(0, MOST_SOURCES)
    .map(({ marker }) => button(`[${marker}]`, { kind: 'source', language, answerId, marker }));
  const rows = Array.from({ length: Math.ceil(sources.length / A_ROW) }, (_, row) =>
    sources.slice(row * A_ROW, (row + 1) * A_ROW),
  );
  return { inline_keyboard: [...rows, ...verdictKeyboard(answerId).inline_keyboard] };
}

/** Reads a button's data; undefined where it is not ours. */
export function readPress(data: string): Press | undefined {
  const source = /^s:(fa|ar|en):([\w-]{1,12}):(\d{1,4})$/.exec(data);
  if (source) {
    const [, language, answerId = '', marker] = source;
    return {
      kind: 'source',
      language: language as PhraseLanguage,
      answerId,
      marker: Number(marker),
    };
  }
  const [, verdict, answerId = ''] = /^v:(good|bad):([\w-]{1,12})$/.exec(data) ?? [];
  return verdict ? { kind: 'verdict', answerId, verdict: verdict as Verdict } : undefined;
}

function button(text: string, press: Press): InlineKeyboardButton.CallbackButton {
  const data =
    press.kind === 'source'
      ? `s:${press.language}:${press.answerId}:${press.marker}`
      : `v:${press.verdict}:${press.answerId}`;
  return { text, callback_data: data };
}
