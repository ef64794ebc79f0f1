import { randomBytes } from 'node:crypto';
import { openOpenSearchEngine } from '../../src/search/opensearch/engine.js';
import { clusterSettings } from '../support/cluster.js';
import { engineContract, SPACE } from '../support/engine-contract.js';
import { filterContract } from '../support/filter-contract.js';

const open = () =>
  openOpenSearchEngine(clusterSettings(`test-${randomBytes(6).toString('hex')}`), SPACE);

engineContract('OpenSearch', open);
filterContract('OpenSearch', open);
