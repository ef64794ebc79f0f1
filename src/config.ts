import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readChat } from './chat-config.js';
import { readEngine, readSyncs } from './engine-config.js';
import { optional, readGroups } from './environment.js';
import { MostanadError } from './errors.js';
import type { ChatConfig } from './models/chat/config.js';
import type { EngineSettings } from './search/open-engine.js';

/** The project's folder: compiled, this file is dist/src/config.js. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const Environment = z.object({
  MOSTANAD_CORPUS: optional(z.string().trim()),
  MOSTANAD_DATA: optional(z.string().trim()),
});

/** Where everything is. */
export interface Config {
  readonly corpus: readonly string[];
  readonly dataFolder: string;
  readonly packFolder: string;
  /** The chat model that writes the answers; null: they are quotes. */
  readonly chat: ChatConfig | null;
  /** What holds the index. */
  readonly engine: EngineSettings;
  /** Whether what answers brings the index up to the corpus first; what is for that does it in any case. */
  readonly syncs: boolean;
}

/** What the command line says, before the environment and the defaults. */
export interface ConfigOptions {
  readonly corpus?: readonly string[] | undefined;
  readonly data?: string | undefined;
  /** In the place of ENGINE. */
  readonly engine?: string | undefined;
}

/**
 * Settles the configuration: the command line before the environment before the defaults. A corpus
 * given without a data folder has one of its own, so that it does not displace the usual index.
 *
 * @throws MostanadError `input` that names every wrong variable
 */
export function readConfig(
  options: ConfigOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  for (const [name, values] of [
    ['--corpus', options.corpus ?? []],
    ['--data', options.data === undefined ? [] : [options.data]],
  ] as const) {
    if (values.some((value) => value.trim() === '')) {
      throw new MostanadError('input', `${name} is empty`);
    }
  }
  const { MOSTANAD_CORPUS, MOSTANAD_DATA } = Environment.parse(environment);
  const base = resolve(MOSTANAD_DATA ?? join(ROOT, '.mostanad'));
  const given = options.corpus?.map((path) => resolve(path)) ?? [];
  const corpus = given.length > 0 ? given : [resolve(MOSTANAD_CORPUS ?? join(ROOT, 'corpus'))];
  const own = given.length > 0 ? join(base, 'corpora', nameOf(given)) : base;
  const dataFolder = options.data === undefined ? own : resolve(options.data);
  const named = given.length > 0 ? nameOf(given) : null;
  const variables = { ...environment, ENGINE: options.engine ?? environment.ENGINE };
  const groups = readGroups({
    chat: () => readChat(environment),
    engine: () => readEngine(dataFolder, named, variables),
    syncs: () => readSyncs(variables),
  });
  return { corpus, dataFolder, packFolder: join(ROOT, 'models'), ...groups };
}

function nameOf(paths: readonly string[]): string {
  const key = [...new Set(paths)].sort().join('\n');
  return createHash('sha256').update(key).digest('hex').slice(0, 12);
}
