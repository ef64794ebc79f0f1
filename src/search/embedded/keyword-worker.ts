/** The thread of the keyword index. */
import { workerData } from 'node:worker_threads';
import { onIndex, openDatabase } from './database.js';
import { openKeywords } from './keyword.js';
import { serveCalls } from './serve-calls.js';

const database = openDatabase(workerData as string);
const keywords = onIndex(database, () => openKeywords(database));
serveCalls(database, keywords, () => void database.close());
