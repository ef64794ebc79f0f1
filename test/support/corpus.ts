import { writeFileSync } from 'node:fs';

/** Short articles of three paragraphs each, all of their own words, as a file of the corpus. */
export function writeArticles(path: string, count: number): void {
  const cities = ['تهران', 'شیراز', 'تبریز', 'اهواز', 'مشهد', 'رشت', 'کرمان'];
  const rows = Array.from({ length: count }, (_, at) => {
    const city = cities[at % cities.length];
    const text = [
      `شهردار ${city} گفت: امسال ${120 + at} کیلومتر خیابان در ${city} بازسازی شد.`,
      `بودجه این طرح ${300 + 7 * at} میلیارد ریال است و ${10 + at} پیمانکار در آن کار می‌کنند.`,
      `به گفته او طرح شماره ${at} تا پایان سال به پایان می‌رسد.`,
    ].join('\n\n');
    return JSON.stringify({ id: `خبر-${at}`, title: `بازسازی خیابان‌های ${city}، طرح ${at}`, text });
  });
  writeFileSync(path, `${rows.join('\n')}\n`);
}
