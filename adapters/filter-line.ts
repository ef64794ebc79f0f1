import { labelKey } from '../src/language/label-key.js';
import { FILTER_PARTS } from '../src/phrases/filter.js';
import type { FilterPart, TypedFilter } from '../src/search/filter.js';

/** A filter as it stands in a line, or the word that names no part of one. */
type FilterLine =
  | { readonly typed: TypedFilter; readonly unknown: null }
  | { readonly typed: null; readonly unknown: string };

/**
 * Takes a line apart: «منبع ایسنا؛ از ۱۴۰۰/۰۵/۰۱», "source: ISNA; source: IRNA". Parts stand between
 * semicolons, each with its name in Persian, Arabic or English first.
 */
export function filterLine(line: string): FilterLine {
  const values: Record<FilterPart, string[]> = {
    source: [],
    from: [],
    to: [],
    category: [],
    language: [],
  };
  for (const text of line.split(/[;؛]/u).map((part) => part.trim())) {
    if (text === '') continue;
    const [, name = text, value = ''] = /^([^\s:=]+)[\s:=]*(.*)$/su.exec(text) ?? [];
    const part = FILTER_PARTS.get(labelKey(name));
    if (part === undefined) return { typed: null, unknown: name };
    values[part].push(value);
  }
  const { from, to } = values;
  return { typed: { ...values, from: from.at(-1), to: to.at(-1) }, unknown: null };
}
