import { openLocalMemory } from '../../src/records/local.js';
import { temporaryFolder } from '../support/folders.js';
import { type EmptyStore, recordsCopyContract } from '../support/records-copy-contract.js';

function local(): EmptyStore {
  const folder = temporaryFolder();
  return {
    engine: { kind: 'embedded', folder },
    open: async (now) => openLocalMemory(folder, now),
  };
}

recordsCopyContract('SQLite to SQLite', local, local);
