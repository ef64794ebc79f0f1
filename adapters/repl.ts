import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../src/answer/schema.js';
import { MostanadError, messageOf } from '../src/errors.js';
import { toAsciiDigits } from '../src/language/digits.js';
import type { Mostanad } from '../src/mostanad.js';
import { PHRASES, type PhraseLanguage, phraseLanguage } from '../src/phrases.js';
import { renderAnswer, renderParagraph, type Style, safeText } from './render.js';

const HISTORY_SIZE = 200;

/** Where the terminal reads and writes. */
export interface ReplStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly style: Style;
  /** The file that keeps the questions typed before, for the arrow keys. */
  readonly historyFile: string;
}

/** The conversation so far: what `:source` shows, and the language to speak. */
interface State {
  readonly last: Answer | null;
  readonly language: PhraseLanguage;
}

/** Asks and answers until the person leaves (`:quit`, Ctrl+D). */
export async function repl(bot: Mostanad, streams: ReplStreams): Promise<void> {
  const { input, output, style, historyFile } = streams;
  const write = (text: string) => output.write(`${text}\n`);
  const lines = createInterface({
    input,
    output,
    prompt: style.faint('؟ '),
    history: readHistory(historyFile),
    historySize: HISTORY_SIZE,
  });
  // Ctrl+C would only pause the input, and the encoder's thread would keep the process.
  lines.on('SIGINT', () => lines.close());
  let state: State = { last: null, language: 'fa' };
  for (const { welcome } of Object.values(PHRASES)) write(welcome);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text === ':quit' || text === ':q') break;
    if (text !== '') {
      remember(historyFile, text);
      state = await respond(bot, text, state, style, write);
    }
    lines.prompt();
  }
  lines.close();
  write(PHRASES[state.language].goodbye);
}

async function respond(
  bot: Mostanad,
  text: string,
  state: State,
  style: Style,
  write: (text: string) => void,
): Promise<State> {
  if (text.startsWith(':')) {
    write(await command(bot, text, state, style));
    return state;
  }
  try {
    const answer = await bot.ask(text);
    write(`\n${renderAnswer(answer, style)}\n`);
    return { last: answer, language: phraseLanguage(answer.language) };
  } catch (error) {
    // One failed question does not end the conversation.
    if (!(error instanceof MostanadError)) throw error;
    write(messageOf(error));
    return state;
  }
}

async function command(
  bot: Mostanad,
  text: string,
  { last, language }: State,
  style: Style,
): Promise<string> {
  const phrases = PHRASES[language];
  const source = /^:(?:source|s)\s+([0-9۰-۹٠-٩]{1,3})$/u.exec(text);
  if (!source) return text === ':help' ? phrases.help : phrases.unknownCommand(safeText(text));
  const marker = Number(toAsciiDigits(source[1] ?? ''));
  if (last === null) return phrases.noAnswerYet;
  const citation = last.citations.find((one) => one.marker === marker);
  if (citation === undefined) return phrases.noSuchSource(marker);
  const paragraph = await bot.paragraph(citation.articleId, citation.paragraph);
  return renderParagraph(citation, paragraph ?? citation.quote, style);
}

/** The last questions, the newest first, as readline wants them; what is older is forgotten. */
function readHistory(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).slice(-HISTORY_SIZE);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  return lines.reverse();
}

function remember(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${safeText(text)}\n`, { mode: 0o600 });
}
