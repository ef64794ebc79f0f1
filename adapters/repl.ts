import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Written } from '../src/answer/writing/written.js';
import { detectLanguage } from '../src/language/detect.js';
import { toAsciiDigits } from '../src/language/digits.js';
import { FILTER_PHRASES } from '../src/phrases/filter.js';
import { PHRASES, type PhraseLanguage, phraseLanguage } from '../src/phrases/phrases.js';
import { type Filter, readFilter } from '../src/search/filter.js';
import type { Chat } from './chat.js';
import { draftLine } from './draft-line.js';
import { filterLine } from './filter-line.js';
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

/**
 * The conversation so far: the answer whose sources `:source` shows, the language to speak, and what of
 * the corpus is asked.
 */
interface State {
  readonly lastId: string | null;
  readonly language: PhraseLanguage;
  readonly filter: Filter | null;
}

/** Asks and answers until the person leaves (`:quit`, Ctrl+D). */
export async function repl(chat: Chat, streams: ReplStreams): Promise<void> {
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
  const leaving = new AbortController();
  lines.on('SIGINT', () => {
    leaving.abort(new Error('the conversation was left'));
    lines.close();
  });
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  let state: State = { lastId: null, language: 'fa', filter: null };
  for (const { welcome } of Object.values(PHRASES)) write(welcome);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text === ':quit' || text === ':q') break;
    if (text !== '') {
      if (!text.startsWith(':')) remember(historyFile, text);
      state = await respond(chat, text, state, style, output, leaving.signal);
    }
    if (leaving.signal.aborted) break;
    // After the end of the input it would hold that open.
    if (isOpen) lines.prompt();
  }
  lines.close();
  write(PHRASES[state.language].goodbye);
}

/** Whoever types here: the terminal is one person's. */
const PERSON = 'terminal:local';

/** A terminal is one conversation. */
const PLACE = 'terminal:local';

async function respond(
  chat: Chat,
  text: string,
  state: State,
  style: Style,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<State> {
  const write = (line: string) => output.write(`${line}\n`);
  if (text === ':new' || text === ':n') {
    await chat.forget(PLACE);
    write(PHRASES[state.language].newConversation);
    return { ...state, lastId: null };
  }
  const filterText = /^:(?:filter|f)(?:\s+(.*))?$/su.exec(text);
  if (filterText) {
    const { said, filter } = filterFor(filterText[1] ?? '', state);
    write(style.ordered(safeText(said)));
    return { ...state, filter };
  }
  if (text.startsWith(':')) {
    write(await command(chat, text, state, style));
    return state;
  }
  const language = phraseLanguage(detectLanguage(text));
  const draft = draftLine(output, language, style);
  const onDraft = (written: Written) => draft.show(written.text);
  const { filter } = state;
  const reply = await chat.ask(PERSON, text, { place: PLACE, filter, onDraft, signal });
  draft.clear();
  if (reply.kind === 'withdrawn') return state;
  if (reply.kind === 'notice') {
    if (!reply.repeated) write(`\n${reply.text}\n`);
    return { ...state, language };
  }
  write(`\n${renderAnswer(reply.answer, style)}\n`);
  return { ...state, lastId: reply.id, language: phraseLanguage(reply.answer.language) };
}

/** What `:filter` sets from now on; the filter that was there stays where a new one is wrong. */
function filterFor(line: string, { language, filter: before }: State) {
  const phrases = FILTER_PHRASES[language];
  const { typed, unknown } = filterLine(line);
  if (typed === null) return { said: phrases.noPart(unknown), filter: before };
  const { filter, fault } = readFilter(typed);
  if (fault !== null) return { said: phrases.fault(fault), filter: before };
  const said = filter === null ? phrases.everything : phrases.onlyWithin(phrases.within(filter));
  return { said, filter };
}

async function command(
  chat: Chat,
  text: string,
  { lastId, language }: State,
  style: Style,
): Promise<string> {
  const phrases = PHRASES[language];
  const typed = /^:(?:source|s)\s+([0-9۰-۹٠-٩]{1,3})$/u.exec(text);
  if (!typed) return text === ':help' ? phrases.help : phrases.unknownCommand(safeText(text));
  const marker = Number(toAsciiDigits(typed[1] ?? ''));
  if (lastId === null) return phrases.noAnswerYet;
  const source = await chat.source(lastId, marker);
  if (source === null) return phrases.noSuchSource(marker);
  return renderParagraph(source.citation, source.paragraph, style, language);
}

/**
 * The last questions, the newest first, as readline wants them; what is older is forgotten. The
 * history is a convenience: where it cannot be read or written, the conversation goes on without.
 */
function readHistory(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    const kept = lines.slice(-HISTORY_SIZE);
    if (kept.length < lines.length) writeFileSync(path, `${kept.join('\n')}\n`, { mode: 0o600 });
    return kept.reverse();
  } catch {
    return [];
  }
}

function remember(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, `${safeText(text)}\n`, { mode: 0o600 });
  } catch {
    // See readHistory.
  }
}
