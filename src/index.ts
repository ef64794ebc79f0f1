/** What other programs may use: the bot, and its parts as LangChain knows them. */
export { Answer, Citation } from './answer/schema.js';
export { readConfig } from './config.js';
export { MostanadError } from './errors.js';
export { Encoder } from './models/encoder.js';
export { type Mostanad, openMostanad } from './mostanad.js';
export { type Filter, readFilter } from './search/filter.js';
export { PassageRetriever } from './search/retriever.js';
export { PassageVectorStore } from './search/vector-store.js';
