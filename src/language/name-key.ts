/** Sounds that one script tells apart and another does not share a letter here. */
const ARABIC_SOUNDS: Readonly<Record<string, string>> = sounds({
  P: 'بپ',
  T: 'تط',
  S: 'ثسص',
  J: 'جژ',
  C: 'چ',
  H: 'حه',
  X: 'خ',
  D: 'د',
  Z: 'ذزضظ',
  R: 'ر',
  Q: 'ش',
  K: 'غقکگ',
  F: 'ف',
  L: 'ل',
  M: 'م',
  N: 'ن',
});

const LATIN_SOUNDS: Readonly<Record<string, string>> = sounds({
  P: 'bp',
  T: 't',
  S: 's',
  J: 'j',
  H: 'h',
  D: 'd',
  Z: 'z',
  R: 'r',
  K: 'kqgc',
  F: 'fv',
  L: 'l',
  M: 'm',
  N: 'n',
});

const LATIN_PAIRS: Readonly<Record<string, string>> = {
  sh: 'Q',
  ch: 'C',
  kh: 'X',
  gh: 'K',
  zh: 'J',
  ph: 'F',
  th: 'T',
  ck: 'K',
};

/** Vowels tell short names apart (Iran, Reno); in long ones they only differ from script to script. */
const LONGEST_WITH_FIRST_VOWEL = 3;
const LONGEST_WITH_LAST_VOWEL = 2;

/**
 * A key that a name has in whatever script it is written: its consonants, with those merged that
 * Persian, Arabic and Latin spelling confuse (Putin, پوتین, بوتين), and for short names whether a
 * vowel begins and ends it. After the idea of Soundex (Russell 1918), for three scripts. Null where
 * too little is left to tell anything.
 *
 * @param word - one normalised word or stem, in lower case
 */
export function nameKey(word: string): string | null {
  const letters = /^[a-z]+$/u.test(word) ? latinSounds(word) : arabicSounds(word);
  if (letters === null) return null;
  const consonants = letters.filter((sound) => sound !== VOWEL);
  if (consonants.length < 2) return null;
  const first = letters[0] === VOWEL && consonants.length <= LONGEST_WITH_FIRST_VOWEL;
  const last = letters.at(-1) === VOWEL && consonants.length <= LONGEST_WITH_LAST_VOWEL;
  return `${first ? VOWEL : ''}${consonants.join('')}${last ? VOWEL : ''}`;
}

const VOWEL = 'a';

function latinSounds(word: string): readonly string[] {
  // Persian puts a vowel before a group of consonants that begins with s: اسپانیا.
  const start = /^s[^aeiouyh]/u.test(word) ? [VOWEL] : [];
  const found: string[] = [...start];
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const pair = LATIN_PAIRS[word.slice(at, at + 2)];
    if (pair !== undefined) {
      found.push(pair);
      at += 1;
    } else if (letter !== word.charAt(at - 1) || VOWELS.has(letter)) {
      found.push(...latinSound(word, at));
    }
  }
  return found;
}

const VOWELS: ReadonlySet<string> = new Set('aeiou');

function latinSound(word: string, at: number): readonly string[] {
  const letter = word.charAt(at);
  const next = word.charAt(at + 1);
  if (letter === 'x') return ['K', 'S'];
  if (letter === 'c' && /[eiy]/u.test(next)) return ['S'];
  if (letter === 'w') return at === 0 ? ['F'] : [VOWEL];
  if (letter === 'y') return at === 0 ? ['Y'] : [VOWEL];
  // A silent h: Allah, Tehran.
  if (letter === 'h' && !VOWELS.has(next)) return [];
  return [LATIN_SOUNDS[letter] ?? VOWEL];
}

function arabicSounds(word: string): readonly string[] | null {
  const found: string[] = [];
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const last = at === word.length - 1;
    if (letter === 'و') found.push(at === 0 || word.charAt(at - 1) === 'ا' ? 'F' : VOWEL);
    else if (letter === 'ی') found.push(at === 0 ? 'Y' : VOWEL);
    else if (letter === 'ا' || letter === 'ع' || (letter === 'ه' && last)) found.push(VOWEL);
    else {
      const sound = ARABIC_SOUNDS[letter];
      if (sound === undefined) return null;
      // Before a consonant h is as good as silent in Latin: Tehran, تهران.
      if (!(letter === 'ه' && ARABIC_SOUNDS[word.charAt(at + 1)] !== undefined)) found.push(sound);
    }
  }
  return found;
}

function sounds(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([sound, letters]) =>
      Array.from(letters, (letter) => [letter, sound]),
    ),
  );
}
