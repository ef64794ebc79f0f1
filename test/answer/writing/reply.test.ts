import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/answer/writing/reply.js';
import { readRewritten } from '../../../src/answer/writing/rewritten.js';

const CLAIM = { sentence: 'حجم تجارت رشد کرد.', evidence: [{ n: 1, quote: 'حجم تجارت رشد' }] };
const WHOLE = JSON.stringify({ claims: [CLAIM, { ...CLAIM, sentence: 'واکسن تحویل شد.' }] });

describe('a reply of a chat model', () => {
  it('is read from JSON alone, fenced, behind thoughts, or as a list', () => {
    for (const text of [
      WHOLE,
      `\`\`\`json\n${WHOLE}\n\`\`\``,
      `<think>{"claims": [</think> Here: ${WHOLE} I hope it helps.`,
      JSON.stringify(JSON.parse(WHOLE).claims),
    ]) {
      expect(readReply(text).claims.map(({ sentence }) => sentence)).toEqual([
        'حجم تجارت رشد کرد.',
        'واکسن تحویل شد.',
      ]);
    }
  });

  it.each([
    '[۷]',
    '[\u200b1]',
    '[1\u200c]',
    '[1\u2060\u00ad2]',
    '[[1]2]',
    '[[1]]',
    '[1, 2]',
    '[۱، ۲]',
    '[1-3]',
    '[²]',
    '【1】',
    '【4:0†source】',
    '［1］',
    '①',
  ])('gives sentences without what only looks like a marker: %j', (marker) => {
    const sentence = `حجم تجارت ${marker} رشد کرد ${marker}.`;
    const { claims } = readReply(JSON.stringify({ claims: [{ ...CLAIM, sentence }] }));
    expect(claims).toEqual([CLAIM]);
  });

  it('keeps what stands in brackets and is no marker', () => {
    const sentence = 'حجم تجارت [سوریه] در (۱۴۰۰) رشد کرد.';
    const { claims } = readReply(JSON.stringify({ claims: [{ ...CLAIM, sentence }] }));
    expect(claims.map((claim) => claim.sentence)).toEqual([sentence]);
  });

  it('gives a claim only when it is whole, and never another than the whole reply has', () => {
    const { claims } = readReply(WHOLE);
    for (let length = 0; length <= WHOLE.length; length += 1) {
      const part = readReply(WHOLE.slice(0, length)).claims;
      expect(part).toEqual(claims.slice(0, part.length));
    }
  });

  it('that is cut loses its last claim, also where only its brackets are missing', () => {
    for (const cut of [1, 2, 5, 20]) {
      const { claims } = readReply(WHOLE.slice(0, -cut));
      expect(claims.map(({ sentence }) => sentence)).toEqual(['حجم تجارت رشد کرد.']);
    }
  });

  it.each(['"2"', '"[2]"', '"۲"', '2'])('takes %s for the number of a passage', (n) => {
    const text = `{"claims": [{"sentence": "رشد کرد.", "evidence": {"n": ${n}, "quote": "رشد"}}]}`;
    expect(readReply(text).claims).toEqual([
      { sentence: 'رشد کرد.', evidence: [{ n: 2, quote: 'رشد' }] },
    ]);
  });

  it('leaves out what is no claim, and bounds what there is', () => {
    const many = Array.from({ length: 50 }, () => CLAIM);
    const odd = [null, 7, [], {}, { sentence: 3 }, { sentence: 'ب'.repeat(5000), evidence: [] }];
    expect(readReply(JSON.stringify({ claims: odd }))).toEqual({ claims: [], isReply: true });
    expect(readReply(JSON.stringify({ claims: many })).claims).toHaveLength(8);
  });

  it('has no line ends, controls, direction marks or markers in its sentences, but half-spaces', () => {
    const sentence = '[1] می\u200cگوید\n\u202eرشد\u0007 کرد [۲] .';
    const { claims } = readReply(JSON.stringify({ claims: [{ ...CLAIM, sentence }] }));
    expect(claims[0]?.sentence).toBe('می\u200cگوید رشد کرد.');
  });

  it('is none where it is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readReply(text).claims).toEqual([]);
        expect(readRewritten(text)).toBeNull();
      }),
    );
  });

  it('made of line ends alone is soon read', () => {
    // Small models go on like that; quadratic reading would hold up everyone.
    const text = `{"claims": [${'\n'.repeat(200_000)}`;
    expect(readReply(text)).toEqual({ claims: [], isReply: true });
  });
});

describe('a rewritten question', () => {
  it('is read from its JSON, on one line', () => {
    const text = 'Sure: {"question": "پوتین\\nدربارهٔ سوریه چه گفت؟"}';
    expect(readRewritten(text)).toBe('پوتین دربارهٔ سوریه چه گفت؟');
  });

  it.each(['{"question": ""}', '{"question": "؟!"}', `{"question": "${'چه '.repeat(200)}"}`])(
    'is none where it is empty or too long: %s',
    (text) => expect(readRewritten(text)).toBeNull(),
  );
});
