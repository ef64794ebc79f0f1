/** Imports point one way: adapters -> eval -> answer -> search -> models, corpus -> language. */
const layer = (name, path, mayImport) => ({
  name: `${name}-imports-downwards`,
  severity: 'error',
  from: { path },
  to: { path: '^(src|adapters)/', pathNot: [path, ...mayImport, '^src/errors\\.ts$'] },
});

const language = '^src/language/';
const corpus = '^src/corpus/';
const models = '^src/models/';
const search = '^src/search/';
const answer = '^src/answer/';
const phrases = '^src/phrases\\.ts$';

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
