import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { runKills } from '../support/kills/kills.js';

const CITIES = ['تهران', 'شیراز', 'تبریز', 'اهواز', 'مشهد', 'رشت'];

const rows = Array.from({ length: 30 }, (_, at) => {
  const city = CITIES[at % CITIES.length];
  return {
    id: `خبر-${at}`,
    title: `بازسازی خیابان‌های ${city}، طرح ${at}`,
    text: `شهردار ${city} گفت: امسال ${120 + at} کیلومتر خیابان بازسازی شد.\n\nبودجه طرح ${at} برابر ${300 + 7 * at} میلیارد ریال است.`,
  };
});

test('a sync that is killed again and again loses nothing, and what is answered meanwhile was said', async () => {
  const report = await runKills({ folder: temporaryFolder(), rows, kills: 8, seed: 6 });
  expect(report.faults).toEqual([]);
  expect(report.kills.filter(({ killed }) => killed)).toHaveLength(8);
  expect(report.cited).toBeGreaterThan(0);
}, 120_000);
