import { describe, expect, it } from 'vitest';
import { verbStem } from '../../src/language/conjugation.js';
import { stemPersian } from '../../src/language/stem-persian.js';
import { HEH_WORDS, IRREGULAR, WHOLE } from '../../src/language/stem-tables.js';
import { verbs } from '../../src/language/verbs.js';

describe('the tables', () => {
  it('send irregular forms to stems that stay as they are', () => {
    for (const stem of new Set(IRREGULAR.values())) expect(stemPersian(stem)).toBe(stem);
  });

  it('keep whole words whole and give each word in ه its plural and its ای', () => {
    for (const word of WHOLE) expect(stemPersian(word)).toBe(word);
    for (const word of HEH_WORDS) {
      expect(stemPersian(`${word}ای`), word).toBe(stemPersian(word));
      expect(stemPersian(`${word}ها`), word).toBe(stemPersian(word));
    }
  });

  it('give each past stem as the stem of itself', () => {
    for (const { past } of verbs) expect(verbStem(past)).toBe(past);
  });
});
