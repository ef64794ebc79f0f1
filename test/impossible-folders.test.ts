import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../src/backup/backup.js';
import { useFolder } from '../src/data-folder.js';
import { MostanadError } from '../src/errors.js';
import { ROOT, temporaryFolder } from './support/folders.js';

const places: [string, (below: string) => string, string][] = [
  [
    'a file',
    (below) => join(below, 'file'),
    'a file stands where a folder must be; see MOSTANAD_DATA and --data',
  ],
  [
    'a place below a file',
    (below) => join(below, 'file/x'),
    'a file stands where a folder must be; see MOSTANAD_DATA and --data',
  ],
  [
    'a path that is too long',
    (below) => join(below, ...Array.from({ length: 30 }, () => 'پوشه'.repeat(20))),
    'name a shorter path; see MOSTANAD_DATA and --data',
  ],
  [
    'a name that is too long',
    (below) => join(below, 'پوشه'.repeat(40)),
    'name a shorter path; see MOSTANAD_DATA and --data',
  ],
];
if (process.platform === 'linux') {
  const cure = 'no folder can be made there; see MOSTANAD_DATA and --data';
  places.push(['a place of the system', () => '/proc/mostanad/data', cure]);
}

test.each(places)(
  '%s cannot be the data folder, nor be backed up: it is named with the cure',
  async (_, placeIn, cure) => {
    const below = temporaryFolder();
    writeFileSync(join(below, 'file'), '');
    const place = placeIn(below);
    const said = { kind: 'storage', message: expect.stringMatching(/^data folder /u) };
    expect(errorOf(() => useFolder(place))).toMatchObject(said);
    expect(() => useFolder(place)).toThrow(`data folder ${place}: `);
    expect(() => useFolder(place)).toThrow(`(${cure})`);
    const backup = backUp(place, join(below, 'backup'));
    await expect(backup).rejects.toThrow(`data folder ${place}`);
    await expect(backup).rejects.toBeInstanceOf(MostanadError);
  },
);

test('a program whose data folder cannot be made ends with exit status 2 and no stack trace', () => {
  const below = temporaryFolder();
  writeFileSync(join(below, 'file'), '');
  const program = [join(ROOT, 'scripts/mostanad.mjs'), 'sources', '--data', join(below, 'file')];
  const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  expect(stderr).toMatch(/^data folder .*MOSTANAD_DATA and --data\)$/mu);
  expect(stderr).not.toMatch(/^\s+at /mu);
  expect(status).toBe(2);
});

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}
