import { randomBytes } from 'node:crypto';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import { clusterSettings } from '../support/cluster.js';
import { engineContract, SPACE } from '../support/engine-contract.js';

engineContract('OpenSearch', () =>
  openOpenSearchEngine(clusterSettings(`test-${randomBytes(6).toString('hex')}`), SPACE),
);
