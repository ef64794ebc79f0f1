const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const RTL = '(?:(?=[\\p{Script=Arabic}\\p{Script=Hebrew}])\\p{L})';
const LTR = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}]';
const RTL_WORD = new RegExp(`${RTL}+`, 'gu');
const LTR_WORD = new RegExp(`${LTR}+`, 'gu');
const PLAIN_NUMBER = /^\d+$/;

// An address may have letters of any script in its path, with their half-spaces.
const ADDRESS = /(?:https?:\/\/|www\.)[!-~\p{L}\p{M}\p{N}\u200c]*[\w/\p{L}\p{M}\p{N}]/gu;

// The first that fits at a place takes it.
const RUN_KINDS: readonly RegExp[] = [
  /(?<isolated>[\u2066-\u2068][^\u2066-\u2069]*\u2069?)/u,
  ADDRESS,
  /\[\d+\]/u,
  // Latin words, and what joins them to one run: Sputnik V, U.S. Army, C++.
  /(?:\d[\d.,]*)?\p{Script=Latin}(?:[\p{Script=Latin}\p{M}\d_]|[ .,'’&/+@#:–-]{1,3}(?=[\p{Script=Latin}\d]))*(?:\+\+|[#%])?/u,
  // A sign, and whatever stands between the digits, changes sides next to Persian letters.
  /(?:(?<![\p{L}\p{N}])[-+−±])?[$€£]?\d+(?:[.,/:–-]\d+)*[%$€£°]?/u,
];
const RUNS = new RegExp(RUN_KINDS.map((kind) => kind.source).join('|'), 'gu');

/**
 * Whether a line is right-to-left: at least half of its words are. Letters are not counted: one long Latin
 * name has those of a Persian sentence.
 */
export function isRightToLeft(lineWithAddresses: string): boolean {
  const line = lineWithAddresses.replace(ADDRESS, '');
  const rightToLeft = line.match(RTL_WORD) ?? [];
  const leftToRight = line.match(LTR_WORD) ?? [];
  return rightToLeft.length > 0 && rightToLeft.length >= leftToRight.length;
}

function isolateLine(line: string): string {
  if (!isRightToLeft(line)) return line;
  return line.replace(RUNS, (run: string, isolated: string | undefined) =>
    isolated !== undefined || PLAIN_NUMBER.test(run)
      ? run
      : FIRST_STRONG_ISOLATE + run + POP_ISOLATE,
  );
}

/**
 * Isolates (U+2068…U+2069, Unicode's UAX #9) the Latin runs, addresses, [n] markers and signed or
 * composed numbers in each right-to-left line, so that they keep their own order on
 * any platform. Nothing else changes; what is isolated already stays as it is.
 */
export function isolateForDirection(text: string): string {
  return text.split('\n').map(isolateLine).join('\n');
}

/** The text without any direction control: marks, embeddings, overrides and isolates. */
export function stripDirectionControls(text: string): string {
  return text.replace(CONTROLS, '');
}
