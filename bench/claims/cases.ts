import { readFileSync } from 'node:fs';
import type { Claim } from '../../src/answer/claims/claim.js';
import { sentences } from '../../src/language/sentences.js';
import type { StoredPassage } from '../../src/search/engine.js';
import { spread } from '../../training/data.js';
import { plantFaults } from './faults.js';
import { chance, readForeign, readSources, type Source, tellingSentences } from './material.js';
import { trueClaim } from './true-claims.js';

/** A claim with the passages that it is about. `kind` is null for a true one. */
export interface Case {
  readonly kind: string | null;
  /** Whether a person said it in other words. */
  readonly byHand: boolean;
  readonly claim: Claim;
  readonly passages: readonly StoredPassage[];
  readonly evidence: string;
}

/** As many passages as an answer reads. */
const READ = 5;
/** The place of the passage that bears the claim out, and of the one that does not. */
const RIGHT = 2;
const WRONG = 4;

interface Written {
  readonly article: string;
  readonly paragraph: number;
  readonly sentence?: number;
  readonly claim: string;
}

/** True claims made by script from every so many sentences, and what a script makes of them. */
export function madeCases(
  data: string,
  isWanted: (id: string) => boolean,
  count: number,
  seed: number,
): readonly Case[] {
  const random = chance(seed);
  const sources = readSources(data).filter(
    ({ id, passages }) => isWanted(id) && passages.length > 1,
  );
  const chosen = spread(sources, count);
  return chosen.flatMap((source, at) => {
    const from = source.passages.find((one) => tellingSentences(one).length > 0);
    const all = from === undefined ? [] : tellingSentences(from);
    const evidence = all[at % all.length];
    if (from === undefined || evidence === undefined) return [];
    const base = { passages: passagesAround(from, source, sources, at), evidence, byHand: false };
    return casesOf(trueClaim(evidence, at), base, random);
  });
}

/** The claims that we wrote by hand, and what a script makes of them. */
export function writtenCases(data: string, file: string, seed: number): readonly Case[] {
  const random = chance(seed);
  const sources = [...readSources(data), ...readForeign(data)];
  const byId = new Map(sources.map((source) => [source.id, source]));
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return rows.flatMap((row, at) => {
    const { article, paragraph, sentence = 0, claim } = JSON.parse(row) as Written;
    const source = byId.get(article);
    const from = source?.passages[paragraph];
    if (source === undefined || from === undefined) throw new Error(`no ${article} ${paragraph}`);
    const span = sentences(from.text)[sentence];
    if (span === undefined) throw new Error(`${article} ${paragraph}: no sentence ${sentence}`);
    const evidence = from.text.slice(span.start, span.end);
    const base = { passages: passagesAround(from, source, sources, at), evidence, byHand: true };
    return casesOf(claim, base, random);
  });
}

type Base = Pick<Case, 'passages' | 'evidence' | 'byHand'>;

function casesOf(sentence: string, base: Base, random: () => number): readonly Case[] {
  const { passages, evidence } = base;
  const right = passages[RIGHT - 1];
  const around = `${right?.title ?? ''} ${right?.text ?? ''}`;
  const quote = random() < 0.5 ? evidence : partOf(evidence, random);
  const other = passages[WRONG - 1]?.text ?? '';
  const make = (kind: string | null, said: string, n: number, quoted: string): Case => ({
    ...base,
    kind,
    claim: { sentence: said, evidence: [{ n, quote: quoted }] },
  });
  return [
    make(null, sentence, RIGHT, quote),
    ...plantFaults(sentence, around, random).map(({ kind, sentence: said }) =>
      make(kind, said, RIGHT, quote),
    ),
    make('invented quote', sentence, RIGHT, inventedFrom(quote, other)),
    make('passage misnamed', sentence, WRONG, quote),
    make('quote of another passage', sentence, WRONG, other.split(/(?<=[.؟!])\s/u)[0] ?? other),
  ];
}

/** A run of at least five words of a sentence. */
function partOf(sentence: string, random: () => number): string {
  const words = sentence.split(/\s+/u);
  if (words.length < 10) return sentence;
  const length = 5 + Math.floor(random() * (words.length - 5));
  const start = Math.floor(random() * (words.length - length + 1));
  return words.slice(start, start + length).join(' ');
}

/** A quote whose middle has words of elsewhere. */
function inventedFrom(quote: string, other: string): string {
  const words = quote.split(/\s+/u);
  const middle = Math.floor(words.length / 2);
  return [
    ...words.slice(0, middle),
    ...other.split(/\s+/u).slice(1, 4),
    ...words.slice(middle + 1),
  ].join(' ');
}

/** The right passage among others: of its article, then of another. */
function passagesAround(
  right: StoredPassage,
  source: Source,
  sources: readonly Source[],
  at: number,
): readonly StoredPassage[] {
  const strangers = sources[(at * 7 + 3) % sources.length]?.passages ?? [];
  const others = [...source.passages.filter(({ text }) => text !== right.text), ...strangers];
  return [others[1], right, others[2], others[0], others[3]]
    .filter((one) => one !== undefined)
    .slice(0, READ);
}
