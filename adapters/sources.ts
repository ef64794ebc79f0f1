import { access } from 'node:fs/promises';
import type { Config } from '../src/config.js';
import { checkCorpus } from '../src/corpus/files.js';
import { addUrls, type Collected, collect, removeSource } from '../src/corpus/sources/collect.js';
import { countArticles } from '../src/corpus/sources/fetched.js';
import { placeOf } from '../src/corpus/sources/place.js';
import { openSources, type Source, type SourceStore } from '../src/corpus/sources/store.js';
import { useFolder } from '../src/data-folder.js';
import { MostanadError } from '../src/errors.js';
import { toAsciiDigits } from '../src/language/digits.js';
import { reasonIn } from '../src/phrases/reasons.js';
import { durationOf, showProgress } from './progress.js';
import { safeText } from './render.js';

/**
 * Adds what a person names to the sources and fetches it; without a name, polls all that is there.
 *
 * @throws MostanadError `corpus` where a path does not exist: then nothing is added
 */
export async function collectFor(given: readonly string[], config: Config): Promise<Collected> {
  const places = given.map(placeOf);
  const of = (wanted: 'path' | 'url') =>
    places.filter(({ kind }) => kind === wanted).map(({ place }) => place);
  // As it was given: a path that was meant for a URL still looks like one.
  await checkCorpus(given.filter((_, index) => places[index]?.kind === 'path'));
  return withSources(config, async (sources) => {
    for (const path of of('path')) sources.add(path, 'path');
    const onProgress = showProgress(process.stderr, 'sources');
    const collecting = { sources, dataFolder: config.dataFolder, onProgress };
    return given.length === 0
      ? collect(collecting, sources.list())
      : addUrls(collecting, [...new Set(of('url'))]);
  });
}

/** Lists the sources, each with its number. */
export function listSources(config: Config): Promise<readonly string[]> {
  return withSources(config, async (sources) => {
    const all = sources.list();
    const lines = await Promise.all(all.map((source) => lineOf(source, config.dataFolder)));
    const configured = config.corpus.map((path) => `   corpus ${path}`);
    return [...configured, ...lines].map(safeText);
  });
}

/**
 * Removes sources, named by place or number.
 *
 * @returns what was removed, a line each
 * @throws MostanadError `input` that names all that is no source: then none is removed
 */
export function forget(given: readonly string[], config: Config): Promise<readonly string[]> {
  return withSources(config, async (sources) => {
    const named = given.map((name) => ({ name, source: sourceNamed(sources, name) }));
    const unknown = named.filter(({ source }) => source === null).map(({ name }) => name);
    if (unknown.length > 0) {
      const others = unknown.length < named.length ? '; the others were not removed either' : '';
      const message = `no source ${unknown.join(', ')}${others} (npm run sources lists them)`;
      throw new MostanadError('input', safeText(message));
    }
    const found = named.flatMap(({ source }) => (source === null ? [] : [source]));
    const once = [...new Map(found.map((source) => [source.id, source])).values()];
    for (const source of once) await removeSource({ sources, ...config }, source);
    return once.map(({ id, kind, place }) => safeText(`Removed: ${id} ${kind} ${place}`));
  });
}

/** The source of a number or place; null where there is none. */
function sourceNamed(sources: SourceStore, name: string): Source | null {
  const number = toAsciiDigits(name);
  if (/^\d+$/u.test(number)) return sources.list().find(({ id }) => id === Number(number)) ?? null;
  return sources.find(placeOf(name).place);
}

async function lineOf(
  { id, kind, place, due, problem }: Source,
  dataFolder: string,
): Promise<string> {
  const head = `${String(id).padStart(2)} ${kind.padEnd(6)} ${place}`;
  if (kind === 'path') {
    const isThere = await access(place).then(
      () => true,
      () => false,
    );
    return isThere ? head : `${head} (missing)`;
  }
  const articles = await countArticles(dataFolder, place);
  const wait = Math.max(0, (due - Date.now()) / 1000);
  const failure = problem === null ? '' : `; the last time: ${reasonIn('en', problem)}`;
  return `${head} (articles: ${articles}; asked again in ${durationOf(wait)}${failure})`;
}

async function withSources<Result>(
  { dataFolder }: Config,
  use: (sources: SourceStore) => Promise<Result>,
): Promise<Result> {
  const release = useFolder(dataFolder);
  try {
    const sources = openSources(dataFolder);
    try {
      return await use(sources);
    } finally {
      sources.close();
    }
  } finally {
    release();
  }
}
