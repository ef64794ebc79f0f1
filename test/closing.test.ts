import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, temporaryFolder } from './support/folders.js';

/** Closes a bot again and again, later each time: while models load, read, and encode. */
const SCRIPT = `
  const [root, data] = process.argv.slice(2);
  const { openMostanad } = await import(root + 'dist/src/mostanad.js');
  const { readConfig } = await import(root + 'dist/src/config.js');
  const config = readConfig({ corpus: [root + 'corpus'], data });
  for (let wait = 0; wait < 1000; wait += 200) {
    const bot = await openMostanad(config);
    const syncing = bot.sync().catch(() => {});
    const asking = bot.ask('وزیر خارجه سوریه کیست؟').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, wait));
    await bot.close();
    await Promise.all([syncing, asking]);
  }
  console.log('closed every time');
`;

test('a bot that is closed at any moment leaves the process alive', () => {
  const folder = temporaryFolder();
  // A file, as worker threads inherit the flags that a script on the command line takes.
  const script = join(folder, 'closing.mjs');
  writeFileSync(script, SCRIPT);
  const args = [script, ROOT, join(folder, 'data')];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ stdout, stderr, status }).toEqual({
    stdout: 'closed every time\n',
    stderr: '',
    status: 0,
  });
});
