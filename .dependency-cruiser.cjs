/** Imports point one way: adapters -> eval -> answer -> search -> models, corpus -> language. */
const layer = (name, path, mayImport) => ({
  name: `${name}-imports-downwards`,
  severity: 'error',
  from: { path },
  to: { path: '^(src|adapters)/', pathNot: [path, ...mayImport, '^src/errors\\.ts$'] },
});

const sdkOnlyIn = (platform, sdk) => ({
  name: `sdk-only-in-${platform}`,
  severity: 'error',
  from: { path: '^(src|adapters)/', pathNot: `^adapters/${platform}/` },
  to: { path: `node_modules/(${sdk})(/|$)` },
});

const apart = (platform, other) => ({
  name: `${platform}-without-${other}`,
  severity: 'error',
  from: { path: `^adapters/${platform}/` },
  to: { path: `^adapters/${other}/` },
});

const language = '^src/language/';
const corpus = '^src/corpus/';
const models = '^src/models/';
const search = '^src/search/';
const answer = '^src/answer/';
const phrases = '^src/phrases/';

module.exports = {
  forbidden: [
    layer('language', language, []),
    layer('corpus', corpus, [language]),
    layer('models', models, [language]),
    layer('search', search, [models, corpus, language]),
    layer('answer', answer, [search, models, corpus, language, phrases]),
    {
      name: 'src-never-imports-adapters',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^adapters/' },
    },
    sdkOnlyIn('discord', 'discord\\.js|@discordjs'),
    sdkOnlyIn('telegram', 'grammy|@grammyjs'),
    {
      name: 'opensearch-only-in-its-engine',
      severity: 'error',
      from: { path: '^(src|adapters)/', pathNot: '^src/search/opensearch/' },
      to: { path: 'node_modules/@opensearch-project(/|$)' },
    },
    apart('discord', 'telegram'),
    apart('telegram', 'discord'),
    {
      name: 'platforms-know-no-start',
      severity: 'error',
      from: { path: '^adapters/(discord|telegram)/' },
      to: { path: '^adapters/(main|cli|repl)\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
