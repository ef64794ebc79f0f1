import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openClusterMemory } from '../../src/records/cluster/open.js';
import { openLocalMemory } from '../../src/records/local.js';
import { runCli } from '../support/cli.js';
import { clusterSettings } from '../support/cluster.js';
import { temporaryFolder } from '../support/folders.js';
import { ANSWER } from '../support/records-contract.js';
import { type EmptyStore, recordsCopyContract } from '../support/records-copy-contract.js';

/** What must come through takes as long as a busy machine needs. */
const PATIENT = { oneTry: 60_000, patience: 60_000 };

const fail = (cause: unknown) => {
  throw cause;
};

const fresh = () => clusterSettings(`test-${randomBytes(6).toString('hex')}`);

function local(): EmptyStore {
  const folder = temporaryFolder();
  return {
    engine: { kind: 'embedded', folder },
    open: async (now) => openLocalMemory(folder, now),
  };
}

function cluster(): EmptyStore {
  const settings = fresh();
  return {
    engine: { kind: 'opensearch', ...settings },
    open: (now) => openClusterMemory(settings, fail, now, PATIENT),
  };
}

recordsCopyContract('SQLite to OpenSearch', local, cluster);
recordsCopyContract('OpenSearch to SQLite', cluster, local);

test('engine:copy takes the records along both ways, and says how many', async () => {
  const { urls, prefix } = fresh();
  const environment = {
    MOSTANAD_CORPUS: join(temporaryFolder(), 'none'),
    OPENSEARCH_URL: urls.join(','),
    OPENSEARCH_INDEX: prefix,
  };
  const [here, there] = [temporaryFolder(), temporaryFolder()];
  const before = openLocalMemory(here);
  const id = await before.records.keep(ANSWER);
  await before.records.judge(id, 'telegram:1', 'good');
  await before.close();
  const copy = async (from: string, to: string, folder: string) => {
    const command = ['engine-copy', '--from', from, '--to', to, '--data', folder];
    return (await runCli(command, environment)).stderr;
  };
  const one = 'Copied: 1 answers, 1 verdicts, 0 replies';
  expect(await copy('embedded', 'opensearch', here)).toContain(one);
  expect(await copy('embedded', 'opensearch', here)).toContain('Copied: 0 answers, 0 verdicts');
  expect(await copy('opensearch', 'embedded', there)).toContain(one);
  const after = openLocalMemory(there);
  expect(await after.records.answer(id)).toEqual(ANSWER);
  await after.close();
});
