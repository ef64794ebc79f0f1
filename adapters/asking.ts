import { createInterface } from 'node:readline';
import type { Written } from '../src/answer/writing/written.js';
import type { Config } from '../src/config.js';
import { messageOf } from '../src/errors.js';
import { detectLanguage } from '../src/language/detect.js';
import type { Mostanad } from '../src/mostanad.js';
import { phraseLanguage } from '../src/phrases/phrases.js';
import { openLocalMemory } from '../src/records/local.js';
import type { Filter } from '../src/search/filter.js';
import { type AdmissionLimits, DEFAULT_LIMITS, questionTime } from './admission.js';
import { openChat } from './chat-core.js';
import { draftLine } from './draft-line.js';
import { renderAnswer } from './render.js';
import { repl } from './repl.js';
import { styleFor } from './terminal.js';

/** The person at the terminal may ask as fast as they type. */
const ALONE: AdmissionLimits = { ...DEFAULT_LIMITS, perMinute: Number.POSITIVE_INFINITY };

/** Answers the question given in words, or each line of standard input, within a filter. */
export async function answerAll(
  bot: Mostanad,
  words: readonly string[],
  json: boolean,
  filter: Filter | null = null,
): Promise<void> {
  const style = styleFor(process.stdout);
  const questions =
    words.length > 0 ? [words.join(' ')] : createInterface({ input: process.stdin });
  let first = true;
  for await (const question of questions) {
    if (words.length === 0 && question.trim() === '') continue;
    const draft = draftLine(process.stdout, phraseLanguage(detectLanguage(question)), style);
    const onDraft = ({ text }: Written) => draft.show(text);
    const answer = await bot.ask(question, { filter, onDraft });
    draft.clear();
    const text = json ? JSON.stringify(answer) : renderAnswer(answer, style);
    process.stdout.write(`${first || json ? '' : '\n'}${text}\n`);
    first = false;
  }
}

/** Opens the terminal's conversation, until the person leaves it. */
export async function converse(
  bot: Mostanad,
  { dataFolder, chat: chatModel }: Config,
): Promise<void> {
  // In the data folder also where the index is on a cluster: no other process serves this terminal.
  const memory = openLocalMemory(dataFolder);
  const limits = { ...ALONE, timeout: questionTime(chatModel) };
  const { chat, close } = openChat(bot, memory, limits, (errorId, cause) => {
    process.stderr.write(`error ${errorId}: ${messageOf(cause)}\n`);
  });
  try {
    await repl(chat, {
      input: process.stdin,
      output: process.stdout,
      style: styleFor(process.stdout),
      historyFile: `${dataFolder}/history`,
    });
  } finally {
    await close(0);
  }
}
