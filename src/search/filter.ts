import { periodOf } from '../corpus/periods.js';
import { labelKey } from '../language/label-key.js';

/** What of the corpus a question is asked to: an article has to be within every part that is set. */
export interface Filter {
  /** Any of these, in whatever spelling; empty: of all. */
  readonly sources: readonly string[];
  /** The first and the last day, ISO (`2021-09-14`), both included; what has no date is then left out. */
  readonly from: string | null;
  readonly to: string | null;
  readonly categories: readonly string[];
  /** Language subtags of BCP 47 (`fa`). */
  readonly languages: readonly string[];
}

/** A filter as people type it, each part by the name that they call it. */
export interface TypedFilter {
  readonly source?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly category?: readonly string[] | undefined;
  readonly language?: readonly string[] | undefined;
}

/** A part of a filter. */
export type FilterPart = keyof TypedFilter;

/** What is wrong with a typed filter. */
export interface FilterFault {
  readonly part: FilterPart;
  /** As it was typed, on one line and not longer than `LONGEST`. */
  readonly value: string;
  readonly reason: 'blank' | 'long' | 'many' | 'no-day' | 'backwards' | 'no-language';
}

/** A filter that was read (null: none is set), or the first thing that is wrong with it. */
export type FilterReading =
  | { readonly filter: Filter | null; readonly fault: null }
  | { readonly filter: null; readonly fault: FilterFault };

/** The longest name of a source or category, in UTF-16 units, and the most of a kind. */
const LONGEST = 200;
const MOST = 20;

/** The languages that this program tells apart, as people call them. */
const LANGUAGES: readonly (readonly [string, string])[] = [
  ['fa', 'فارسی پارسی دری الفارسية فارسية persian farsi dari'],
  ['ar', 'عربی العربية عربية arabic'],
  ['en', 'انگلیسی الإنجليزية إنجليزية الإنكليزية english'],
];
const LANGUAGE_NAMES: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap(([code, names]) => names.split(' ').map((name) => [labelKey(name), code])),
);

/**
 * Reads a filter as people type it: names of sources and categories, days in either calendar and with
 * any digits («۱۴۰۰/۰۵/۰۱», «مرداد ۱۴۰۰» from its first to its last day), languages by name or tag.
 */
export function readFilter(typed: TypedFilter): FilterReading {
  const { source: sources = [], category: categories = [], language: languages = [] } = typed;
  const from = typed.from === undefined ? null : (periodOf(typed.from)?.first ?? null);
  const to = typed.to === undefined ? null : (periodOf(typed.to)?.last ?? null);
  const codes = languages.map(languageCode);
  const fault =
    nameFault('source', sources) ??
    dayFault('from', typed.from, from) ??
    dayFault('to', typed.to, to) ??
    orderFault(typed, from, to) ??
    nameFault('category', categories) ??
    languageFault(languages, codes);
  if (fault !== null) return { filter: null, fault };
  const filter: Filter = {
    sources: sources.map(oneLine),
    from,
    to,
    categories: categories.map(oneLine),
    languages: [...new Set(codes.filter((code) => code !== null))],
  };
  return { filter: isOpen(filter) ? null : filter, fault: null };
}

/** Whether a filter leaves nothing out. */
function isOpen({ sources, from, to, categories, languages }: Filter): boolean {
  return from === null && to === null && [sources, categories, languages].flat().length === 0;
}

/**
 * The language that a name («فارسی», "Persian") or a tag (`fa-IR`, `prs`) means, as BCP 47's subtag; null
 * where it is neither.
 */
export function languageCode(text: string): string | null {
  const named = LANGUAGE_NAMES.get(labelKey(text));
  if (named !== undefined) return named;
  const tag = text.trim().replaceAll('_', '-');
  // A longer first part may be a language by BCP 47, and never is one.
  if (!/^[a-z]{2,3}(?:-|$)/iu.test(tag)) return null;
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return null;
  }
}

function nameFault(part: FilterPart, names: readonly string[]): FilterFault | null {
  if (names.length > MOST) return { part, value: String(names.length), reason: 'many' };
  for (const name of names) {
    if (labelKey(name) === '') return faultOf(part, name, 'blank');
    if (name.length > LONGEST) return faultOf(part, name, 'long');
  }
  return null;
}

function dayFault(
  part: FilterPart,
  typed: string | undefined,
  day: string | null,
): FilterFault | null {
  return typed === undefined || day !== null ? null : faultOf(part, typed, 'no-day');
}

function orderFault(
  typed: TypedFilter,
  from: string | null,
  to: string | null,
): FilterFault | null {
  const isBackwards = from !== null && to !== null && from > to;
  return isBackwards ? faultOf('to', typed.to ?? '', 'backwards') : null;
}

function languageFault(
  languages: readonly string[],
  codes: readonly (string | null)[],
): FilterFault | null {
  if (languages.length > MOST) return faultOf('language', String(languages.length), 'many');
  const unknown = languages.find((_, at) => codes[at] === null);
  return unknown === undefined ? null : faultOf('language', unknown, 'no-language');
}

function faultOf(part: FilterPart, value: string, reason: FilterFault['reason']): FilterFault {
  return { part, value: oneLine(value).slice(0, LONGEST).toWellFormed(), reason };
}

/** Typed text as it may be told again. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
}
