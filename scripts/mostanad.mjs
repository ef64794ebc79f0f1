/** Runs the program from a clone in any state: `node scripts/mostanad.mjs <command> [arguments]`. */
import { makeReady } from './ready.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Mostanad needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
makeReady();
const { main } = await import('../dist/adapters/cli.js');
await main(process.argv);
