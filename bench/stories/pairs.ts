import { labelBlocks, splitBlocks } from '../../src/corpus/blocks.js';
import { shinglesOf } from '../../src/search/duplicates/bands.js';
import { type Signature, signatureOf } from '../../src/search/duplicates/signature.js';
import type { NewsRow } from '../../training/data.js';
import { EDITS, type Story } from './edits.js';
import { seededRandom } from './random.js';
import { isName, swapsWith } from './series.js';

/** An article of the data folder, with its newsroom's tags. */
export interface TaggedRow extends NewsRow {
  /** ISO 8601; Varzesh3 gives none. */
  readonly date: string | null;
  readonly tags: readonly string[];
}

/** Pairs of one kind, and what they are. */
export interface PairKind {
  readonly kind: string;
  readonly same: boolean;
  readonly pairs: readonly (readonly [Signature, Signature])[];
}

/** An article with what is made of it. */
interface Source {
  readonly seed: number;
  readonly story: Story;
  readonly tags: readonly string[];
  readonly signature: Signature;
}

const sign = ({ title, paragraphs }: Story): Signature =>
  signatureOf({ title, blocks: labelBlocks(title, paragraphs) });

/** Pairs of every kind, made of the articles of one half; the same ones every time. */
export function pairsOf(rows: readonly TaggedRow[]): readonly PairKind[] {
  const sources = rows.map(({ title, text, tags }, at): Source => {
    const story = { title, paragraphs: splitBlocks(text) };
    return { seed: at + 1, story, tags, signature: sign(story) };
  });
  // Every third article is edited and swapped, as each gives a pair of every kind.
  return [
    ...made(
      sources.filter((_, at) => at % 3 === 0),
      rows,
    ),
    ...found(sources),
  ];
}

function made(sources: readonly Source[], rows: readonly TaggedRow[]): readonly PairKind[] {
  // Varzesh3 tags people and clubs, Fars subjects.
  const sport = rows.filter(({ id }) => id.startsWith('varzesh3'));
  const strangers = [...new Set(sport.flatMap(({ tags }) => tags))].filter(isName);
  const same = Object.entries(EDITS).map(
    ([kind, edit]): PairKind => ({
      kind,
      same: true,
      pairs: sources.map(({ story, seed, signature }) => [
        signature,
        sign(edit(story, seededRandom(seed))),
      ]),
    }),
  );
  const different = Object.entries(swapsWith(strangers)).map(
    ([kind, swap]): PairKind => ({
      kind,
      same: false,
      pairs: sources.flatMap(({ story, tags, seed, signature }) => {
        const swapped = swap(story, tags, seededRandom(seed));
        return swapped === null ? [] : [[signature, sign(swapped)] as const];
      }),
    }),
  );
  return [...same, ...different];
}

function found(sources: readonly Source[]): readonly PairKind[] {
  const signatures = sources.map(({ signature }) => signature);
  const random = seededRandom(7);
  const any = Array.from({ length: 2000 }, () => {
    const at = Math.floor(random() * signatures.length);
    const other = (at + 1 + Math.floor(random() * (signatures.length - 1))) % signatures.length;
    return [signatures[at], signatures[other]] as [Signature, Signature];
  });
  return [
    { kind: 'nearest other articles', same: false, pairs: nearest(signatures, 200) },
    { kind: 'same tag', same: false, pairs: sameTag(sources) },
    { kind: 'any two', same: false, pairs: any },
  ];
}

/**
 * The pairs that share most of the shorter one's shingles, taken as different: of the hundred nearest
 * of all articles some seventy were read, and none told one story.
 */
function nearest(signatures: readonly Signature[], count: number): PairKind['pairs'] {
  return alike(signatures)
    .slice(0, count)
    .map(({ a, b }) => [signatures[a], signatures[b]] as [Signature, Signature]);
}

/** Two of a list by their places, and the share of the shorter one's shingles that the other has. */
interface Alike {
  readonly overlap: number;
  readonly a: number;
  readonly b: number;
}

/** The pairs that share more than a tenth, those that share most first. */
export function alike(signatures: readonly Signature[]): readonly Alike[] {
  const shingles = signatures.map(shinglesOf);
  const holders = new Map<number, number[]>();
  const overlaps: Alike[] = [];
  shingles.forEach((own, b) => {
    const shared = new Map<number, number>();
    for (const shingle of own) {
      const earlier = holders.get(shingle);
      for (const a of earlier ?? []) shared.set(a, (shared.get(a) ?? 0) + 1);
      if (earlier === undefined) holders.set(shingle, [b]);
      else earlier.push(b);
    }
    for (const [a, common] of shared) {
      const overlap = common / Math.min(own.size, shingles[a]?.size ?? 0);
      if (overlap > 0.1) overlaps.push({ overlap, a, b });
    }
  });
  return overlaps.sort((x, y) => y.overlap - x.overlap);
}

/** Articles that follow each other under one tag of more than one word. */
function sameTag(sources: readonly Source[]): PairKind['pairs'] {
  const last = new Map<string, Signature>();
  return sources.flatMap(({ tags, signature }) => {
    const tag = tags.find((each) => each.includes(' '));
    if (tag === undefined) return [];
    const before = last.get(tag);
    last.set(tag, signature);
    return before === undefined ? [] : [[before, signature] as const];
  });
}
