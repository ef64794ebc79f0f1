import { resolve } from 'node:path';
import { z } from 'zod';
import { problemsOf, wrongVariables } from './environment.js';
import type { EngineSettings } from './search/open-engine.js';

/** A variable that is there but empty, as in a copied .env.example, counts as missing. */
const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

/** The values of ENGINE. */
export const ENGINES = ['embedded', 'opensearch'] as const;

/** A key is sent as it is; user and password are not. */
const IN_A_HEADER = /^[!-~]+$/u;

const Environment = z.object({
  ENGINE: text.pipe(z.enum(ENGINES).default('embedded')),
  OPENSEARCH_URL: text
    .transform((value) => value?.split(/[\s,]+/u).filter(Boolean) ?? [])
    .refine((urls) => urls.every(isNode), {
      error: 'must be http or https addresses with commas between, without user and password',
    }),
  OPENSEARCH_USER: text,
  OPENSEARCH_PASSWORD: text,
  OPENSEARCH_API_KEY: text.refine((key) => key === undefined || IN_A_HEADER.test(key), {
    error:
      'must be Latin letters, digits and signs: it has a space, or a letter that may be invisible: copy it anew',
  }),
  OPENSEARCH_CA: text,
  OPENSEARCH_INDEX: text.pipe(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/u, 'must be small Latin letters, digits, - and _')
      .default('mostanad'),
  ),
  OPENSEARCH_SYNC: text.pipe(z.enum(['on', 'off']).default('on')),
  OPENSEARCH_SHARDS: text.pipe(z.coerce.number<string>().int().min(1).max(1000).default(1)),
});

function isNode(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return /^https?:$/u.test(protocol) && username === '' && password === '';
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Whether a process that answers first brings the index up to its corpus.
 *
 * @throws as `readEngine`
 */
export function readSyncs(environment: Variables): boolean {
  const { ENGINE, OPENSEARCH_SYNC } = valuesOf(environment);
  return ENGINE === 'embedded' || OPENSEARCH_SYNC === 'on';
}

/**
 * Settles which engine holds the index.
 *
 * @param folder - the data folder, which holds the embedded one
 * @param corpus - the name of a corpus that has an index of its own; null: the usual one
 * @throws MostanadError `input` that names every wrong variable, and no value: a password may be among
 * them
 */
export function readEngine(
  folder: string,
  corpus: string | null,
  environment: Variables,
): EngineSettings {
  const values = valuesOf(environment);
  if (values.ENGINE === 'embedded') return { kind: 'embedded', folder };
  const { OPENSEARCH_CA: ca, OPENSEARCH_INDEX: index } = values;
  if (values.OPENSEARCH_URL.length === 0) throw wrongVariables(['OPENSEARCH_URL: is needed']);
  return {
    kind: 'opensearch',
    folder: resolve(folder),
    urls: values.OPENSEARCH_URL,
    login: loginOf(values),
    caFile: ca === undefined ? null : resolve(ca),
    prefix: corpus === null ? index : `${index}-${corpus}`,
    shards: values.OPENSEARCH_SHARDS,
  };
}

function valuesOf(environment: Variables): z.infer<typeof Environment> {
  const read = Environment.safeParse(environment);
  if (!read.success) throw wrongVariables(problemsOf(read.error));
  return read.data;
}

function loginOf(values: z.infer<typeof Environment>) {
  const { OPENSEARCH_USER: user, OPENSEARCH_PASSWORD: password } = values;
  const { OPENSEARCH_API_KEY: apiKey } = values;
  if (apiKey !== undefined) {
    if (user === undefined) return { apiKey };
    throw wrongVariables([
      'OPENSEARCH_API_KEY: is not needed with OPENSEARCH_USER: set one of them',
    ]);
  }
  if (user === undefined && password === undefined) return null;
  if (user !== undefined && password !== undefined) return { user, password };
  throw wrongVariables(['OPENSEARCH_USER, OPENSEARCH_PASSWORD: are needed together']);
}
