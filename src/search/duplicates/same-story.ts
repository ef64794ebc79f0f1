import { shinglesOf } from './bands.js';
import { KIND, kindOf, type Signature } from './signature.js';

/** How two articles compare. */
export interface Comparison {
  /** The share of the shorter one's shingles that the other has, 0 to 1 (Broder's containment). */
  readonly overlap: number;
  /** The share of all their shingles that both have, 0 to 1 (Jaccard's resemblance). */
  readonly resemblance: number;
  /** Of the facts that stand between the same words in both: the share that differs, 0 to 1. */
  readonly factConflict: number;
  /** The same of names and rarer words. */
  readonly nameConflict: number;
  /** How often each names at least what the other never names: its most frequent fact, name or rarer word. */
  readonly strangers: number;
}

// Chosen on one half of the pairs of bench/duplicates.ts, measured on the other. Without the second
// bound a digest would tell the story of each of its parts.
const LEAST_OVERLAP = 0.5;
const LEAST_RESEMBLANCE = 0.25;
const MOST_FACT_CONFLICT = 0.03;
/** A rarer word that differs may be a synonym or have lost its half-space. */
const MOST_NAME_CONFLICT = 0.1;
/** Of two stories that differ by a name alone, each has one that it repeats; an editor's synonym is not. */
const MOST_STRANGERS = 2;

/** Whether two articles tell one story, and are not two reports of a series. Symmetric. */
export function isSameStory(a: Signature, b: Signature): boolean {
  const { overlap, resemblance, factConflict, nameConflict, strangers } = compare(a, b);
  return (
    overlap >= LEAST_OVERLAP &&
    resemblance >= LEAST_RESEMBLANCE &&
    factConflict <= MOST_FACT_CONFLICT &&
    nameConflict <= MOST_NAME_CONFLICT &&
    strangers <= MOST_STRANGERS
  );
}

/** Compares two articles. Symmetric. */
export function compare(a: Signature, b: Signature): Comparison {
  const [left, right] = [shinglesOf(a), shinglesOf(b)];
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  const shorter = Math.min(left.size, right.size);
  const overlap = shorter === 0 ? 0 : shared / shorter;
  const resemblance = shorter === 0 ? 0 : shared / (left.size + right.size - shared);
  const strangers = Math.min(mostRepeated(a, b), mostRepeated(b, a));
  return { overlap, resemblance, strangers, ...conflictsOf(a, b) };
}

/** How often the most frequent fact, name or rarer word stands that the other has nowhere. */
function mostRepeated(signature: Signature, other: Signature): number {
  const known = new Set(other);
  const counts = new Map<number, number>();
  for (const term of signature) {
    if (kindOf(term) === KIND.word || known.has(term)) continue;
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/**
 * Reports of a series have the same sentences with other facts in them. So: each run of facts and
 * names stands in a slot, the everyday words before and after it. A slot that both articles have,
 * each with something that the other has nowhere, is a conflict; what only one of them has is a cut
 * or an addition.
 */
function conflictsOf(
  a: Signature,
  b: Signature,
): Pick<Comparison, 'factConflict' | 'nameConflict'> {
  const [left, right] = [slotsOf(a), slotsOf(b)];
  const [allLeft, allRight] = [new Set(a), new Set(b)];
  const [facts, names] = [
    { agreed: 0, differing: 0 },
    { agreed: 0, differing: 0 },
  ];
  for (const [slot, values] of left) {
    const others = right.get(slot);
    if (others === undefined) continue;
    const shared = count(values, (value) => others.has(value));
    const leftOnly = count(values, (value) => !allRight.has(value));
    const rightOnly = count(others, (value) => !allLeft.has(value));
    const differing = Math.min(leftOnly.all, rightOnly.all);
    // A place that we know (حلب) may stand against one that we do not (سراقب).
    const differingFacts = Math.min(differing, Math.max(leftOnly.facts, rightOnly.facts));
    facts.agreed += shared.facts;
    facts.differing += differingFacts;
    names.agreed += shared.all - shared.facts;
    names.differing += differing - differingFacts;
  }
  return { factConflict: shareDiffering(facts), nameConflict: shareDiffering(names) };
}

/** The runs of facts and names, by the everyday words around them. */
function slotsOf(signature: Signature): ReadonlyMap<string, ReadonlySet<number>> {
  const slots = new Map<string, Set<number>>();
  let before = 0;
  let run: number[] = [];
  const close = (after: number): void => {
    if (run.length > 0) {
      const slot = `${before} ${after}`;
      const values = slots.get(slot);
      if (values === undefined) slots.set(slot, new Set(run));
      else for (const value of run) values.add(value);
      run = [];
    }
    before = after;
  };
  for (const term of signature) {
    if (kindOf(term) === KIND.word) close(term);
    else run.push(term);
  }
  close(0);
  return slots;
}

function count(
  values: ReadonlySet<number>,
  counts: (value: number) => boolean,
): { readonly all: number; readonly facts: number } {
  let [all, facts] = [0, 0];
  for (const value of values) {
    if (!counts(value)) continue;
    all++;
    if (kindOf(value) === KIND.fact) facts++;
  }
  return { all, facts };
}

function shareDiffering({ agreed, differing }: { agreed: number; differing: number }): number {
  return differing === 0 ? 0 : differing / (agreed + differing);
}
