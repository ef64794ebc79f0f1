import { beforeAll, describe, expect, test } from 'vitest';
import { type Background, readBackground } from '../../../src/answer/background.js';
import { factFault } from '../../../src/answer/claims/facts.js';
import { evidenceText } from '../../../src/answer/claims/words.js';
import { readConfig } from '../../../src/config.js';
import { readPack } from '../../../src/models/pack.js';
import type { StoredPassage } from '../../../src/search/engine.js';
import { passage } from '../../support/passage.js';

let background: Background;
beforeAll(async () => {
  background = await readBackground(await readPack(readConfig({}).packFolder));
});

function faultOf(sentence: string, quote: string, about: Partial<StoredPassage> = {}) {
  const from = passage(quote, about);
  const evidence = evidenceText([{ passage: from, start: 0, end: quote.length, quote }]);
  return factFault(background, sentence, evidence);
}

const CONTROL = 'در حال حاضر دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد.';
const TRADE = 'در نیمه اول سال جاری، حجم تجارت دو کشور 3.5 برابر افزایش یافته است.';
const ARRESTS = 'این تعداد شامل 99 مرد و 68 زن بودند که روز شنبه در مشهد دستگیر شدند.';
const MATCH = 'استقلال دیشب با دو گل پرسپولیس را در ورزشگاه آزادی شکست داد.';
const BUDGET = 'رضایی گفت دولت امسال ۲ میلیون و ۵۰۰ هزار تومان به هر خانواده می‌پردازد.';

describe('what says the same stands', () => {
  test.each([
    ['نود درصد خاک سوریه در کنترل دولت است.', CONTROL],
    ['٩٠٪ خاک سوریه را دولت در اختیار دارد.', CONTROL],
    ['حجم تجارت در نیمه نخست سال ۳٫۵ برابر شد.', TRADE],
    ['۶۸ زن و ۹۹ مرد در مشهد بازداشت شدند.', ARRESTS],
    ['روز شنبه ۹۹ مرد دستگیر شدند.', ARRESTS],
    ['پرسپولیس را استقلال با ۲ گل شکست داد.', MATCH],
    ['دولت به هر خانواده ۲٫۵ میلیون تومان می‌دهد.', BUDGET],
  ])('%s', (sentence, quote) => {
    expect(faultOf(sentence, quote)).toBeNull();
  });

  test('where the headline or the speaker bears the name out', () => {
    const quote = 'وی افزود: این نشست ماه آینده برگزار می‌شود.';
    const sentence = 'بشار اسد گفت نشست ماه آینده در دمشق برگزار می‌شود.';
    expect(faultOf(sentence, quote)).toBe('name');
    const about = { title: 'نشست دمشق', speaker: 'بشار اسد' };
    expect(faultOf(sentence, quote, about)).toBeNull();
  });

  test('where «امروز» is the day of the article', () => {
    const quote = 'نشست سران امروز در مسکو برگزار شد.';
    const sentence = 'نشست سران روز سه‌شنبه در مسکو برگزار شد.';
    expect(faultOf(sentence, quote, { date: '2021-09-14' })).toBeNull();
    expect(faultOf(sentence, quote, { date: '2021-09-15' })).toBe('date');
    expect(faultOf(sentence, quote)).toBe('date');
  });
});

describe('a fault is named', () => {
  test.each([
    ['another number', 'دولت سوریه کنترل ۹۵ درصد خاک را در اختیار دارد.', CONTROL, 'number'],
    ['a number word', 'استقلال با سه گل پرسپولیس را شکست داد.', MATCH, 'number'],
    ['a number of another thing', '۶۸ مرد در مشهد دستگیر شدند.', ARRESTS, 'number'],
    ['million for billion', 'دولت ۲٫۵ میلیارد تومان می‌پردازد.', BUDGET, 'number'],
    ['another unit', 'دولت به هر خانواده ۲٫۵ میلیون دلار می‌دهد.', BUDGET, 'unit'],
    ['another day', '۹۹ مرد روز یکشنبه دستگیر شدند.', ARRESTS, 'date'],
    ['another place', '۹۹ مرد در شیراز دستگیر شدند.', ARRESTS, 'name'],
    ['another country', 'دولت عراق کنترل ۹۰ درصد خاک را در اختیار دارد.', CONTROL, 'name'],
    ['another club', 'سپاهان دیشب پرسپولیس را شکست داد.', MATCH, 'name'],
    ['a name that nobody knows', 'کاویان‌پور گفت دولت کمک می‌کند.', BUDGET, 'name'],
    ['a Latin name', 'استقلال دیشب Barcelona را با دو گل شکست داد.', MATCH, 'name'],
    ['a denial', 'دولت سوریه کنترل ۹۰ درصد خاک این کشور را در اختیار ندارد.', CONTROL, 'negation'],
    ['a denied light verb', 'روز شنبه ۹۹ مرد در مشهد دستگیر نشدند.', ARRESTS, 'negation'],
    ['fall for rise', 'حجم تجارت ۳٫۵ برابر کاهش یافته است.', TRADE, 'direction'],
    ['who did it to whom', 'پرسپولیس دیشب استقلال را با دو گل شکست داد.', MATCH, 'roles'],
  ])('%s', (_name, sentence, quote, fault) => {
    expect(faultOf(sentence, quote)).toBe(fault);
  });

  test('a denial that is no longer one', () => {
    const quote = 'این نشست به دلیل بارندگی برگزار نشده است.';
    expect(faultOf('این نشست با وجود بارندگی برگزار شده است.', quote)).toBe('negation');
    expect(faultOf('نشست به علت بارندگی برگزار نشد.', quote)).toBeNull();
  });

  test('a fact of the headline does not lend its number to another place', () => {
    const about = { title: 'دستگیری ۲۰۰ نفر در تهران' };
    expect(faultOf('۲۰۱ نفر در مشهد دستگیر شدند.', ARRESTS, about)).toBe('number');
  });
});
