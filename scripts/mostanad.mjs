/** Runs the program from a clone in any state: `node scripts/mostanad.mjs <command> [arguments]`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeReady, root } from './ready.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Mostanad needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
makeReady();
// Variables that are set already go before those of the file.
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const { main } = await import('../dist/adapters/cli.js');
await main(process.argv);
