/** Checks that imports point one way, and that the check saw the code at all. */
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['src', 'adapters'];
const options = await extractOptions('./.dependency-cruiser.cjs');
const { output } = await cruise(folders, options, undefined, {
  tsConfig: extractTsConfig('tsconfig.json'),
});

for (const { from, to, rule } of output.summary.violations) {
  console.error(`${rule.name}: ${from} -> ${to}`);
}
// With an unsupported TypeScript the tool sees no module and finds no fault.
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts')),
);
const seen = output.modules.filter(({ source }) => /^(src|adapters)\/.*\.ts$/.test(source));
if (seen.length !== files.length) {
  console.error(`dependency-cruiser saw ${seen.length} of ${files.length} modules`);
}
process.exitCode = output.summary.error > 0 || seen.length !== files.length ? 1 : 0;
