import { describe, expect, it } from 'vitest';
import { isStopWord } from '../../src/language/stop-words.js';

describe('isStopWord', () => {
  it('knows Persian, Arabic and English ones in any spelling', () => {
    for (const word of ['از', 'كه', 'آن', 'إلى', 'THE', 'می'])
      expect(isStopWord(word), word).toBe(true);
  });

  it('lets names and halves of compounds pass', () => {
    for (const word of ['سوریه', 'بین', 'غیر', 'Putin', ''])
      expect(isStopWord(word), word).toBe(false);
  });
});
