import { termsOf } from '../language/terms.js';

/**
 * Known names that are words, too, and that a question may mean as such: the preacher, arrows, the year of Christ,
 * independence, migrants, the tomb.
 */
export const WORDS: ReadonlySet<string> = new Set(
  termsOf(
    `خطیب پیکان میلاد حسن محمد علی بهمن مهر تیر آذر آبان شهریور امید شادی پروین ذوب صبا نصر ستاره بسیج سپاه سد رضا
    استقلال مهاجر مهاجری منتظر منتظری ملوان مالک مالکی خلیج شجاع شجاعی مسی بازرگان کفاش نساجی مظلوم مظلومی ولایت ولایتی
    بهشت بهشتی قاعده پزشک پزشکیان حبیب سعید مجید کریم کریمی رحیم رحیمی صادق صادقی امیر امیری اکبر اکبری حامد حمید وحید
    مظفر منصور ناصر ناصری هادی مهدی سالار فجر سپیدرود تراکتور فولاد بهار نرگس لاله یاس مینا پیروز جلال جمال کمال فاضل عادل
    ایمان پیمان آرمان آرزو سحر سپهر ساحل کیهان جهان شهید رستم رهبر زارع قاضی نوری سویا آستانه مزار دوشنبه کیش دبی
    رباط رفح ساری گلستان هلال وفا صفا نجف مبارک شریف شریفی عزیز عزیزی جواد هاشم کاظم باقر طاهر طاهری حیدر حیدری عباس
    جعفر یوسف داود سلیمان ابراهیم اسماعیل موسی عیسی مریم فاطمه زهرا حسین احمد محمود سجاد وریا پویا سامان سینا شاهین شهاب
    عماد نصیر بنز اتحادیه ساپا سایپا استاد نکونام مدرس`,
  ),
);

/** Well-known names of too few consonants to be known by their sound. */
export const SHORT_NAMES: ReadonlySet<string> = new Set(
  `putin biden assad asad sisi obama blair bush modi maduro zarif rouhani rohani raisi raeisi sadat mubarak morsi qaddafi gaddafi
  saddam haniyeh jinping abe kishida sunak johnson boris scholz meloni rutte orban duda cheney rice powell pence hariri aoun
  mikati haley harris pelosi messi neymar pele mbappe`
    .trim()
    .split(/\s+/),
);

/** English words that take a capital and are translated, not spelt, in Persian and Arabic. */
export const TRANSLATED: ReadonlySet<string> = new Set(
  `asian african european western eastern northern southern american arab arabs arabic arabian muslim muslims islam shiite shiites shia
  sunni sunnis christian christians christianity jewish jews jew jesus prophet god allah imam ayatollah hojatoleslam sheikh shah
  sultan general colonel captain doctor professor engineer brigadier admiral major commander sergeant covid coronavirus ramadan
  muharram quran koran crescent cross guardian expediency supreme foundation relief steel chamber chambers commerce industry
  industries mines mine energy agency international atomic nuclear human rights commissioner high group social welfare department
  justice central note article child children image book day days week month mosque holy shrine free trade zone economic economy
  summit conference festival award prize film cinema theatre theater persian gulf strait black mediterranean caspian road highway
  freeway airport station hospital school schools institute academy centre center office village district township region area
  governorate capital television tv radio news times post journal paper newspaper asia africa europe premier division super champion
  champions championships final semi games game olympics medal stadium states kingdom emirates authority resistance front movement
  forces force guard guards corps air navy naval ground special operation operations law constitution constitutional assembly expert
  experts parliamentary parliament's republican democrat democratic communist socialist labour labor conservative green white blue red
  golden old middle great saint lord sir lady father mother brother friday's arctic atlantic pacific ocean's twitter facebook internet
  math mathematics physics english persian language nobel bank's plan program programme project act treaty agreement deal accord
  declaration charter resolution chapter section part number first second third one two three four five six seven eight nine ten
  christmas easter nowruz eid ashura fitr haj hajj mr mrs miss dear please`
    .trim()
    .split(/\s+/),
);

/** Capitals stand for their countries: «تهران» said, "Ankara has shipped". */
export const CAPITALS: readonly (readonly [city: string, code: string])[] = [
  ['تهران', 'IR'],
  ['مسکو', 'RU'],
  ['کرملین', 'RU'],
  ['دمشق', 'SY'],
  ['بغداد', 'IQ'],
  ['بیروت', 'LB'],
  ['ریاض', 'SA'],
  ['انکارا', 'TR'],
  ['قاهره', 'EG'],
  ['کابل', 'AF'],
  ['پاریس', 'FR'],
  ['لندن', 'GB'],
  ['برلین', 'DE'],
  ['رم', 'IT'],
  ['مادرید', 'ES'],
  ['پکن', 'CN'],
  ['توکیو', 'JP'],
  ['سیول', 'KR'],
  ['دهلی', 'IN'],
  ['اسلاماباد', 'PK'],
  ['کییف', 'UA'],
  ['صنعا', 'YE'],
  ['باکو', 'AZ'],
  ['ایروان', 'AM'],
  ['دوحه', 'QA'],
  ['واشنگتن', 'US'],
  ['بروکسل', 'BE'],
  ['تونس', 'TN'],
];
