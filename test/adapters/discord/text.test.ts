import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipped, shown } from '../../../adapters/discord/text.js';
import { safeText } from '../../../adapters/render.js';
import { read } from './reading.js';

/** What Discord reads as markup, were it not escaped. */
const UNESCAPED = /[`*_~|<@]|^[#>+-]|\[[^\]]*\]\(/mu;

function withoutEscapes(markdown: string): string {
  return markdown.replace(/<https?:[^>\s]*>/gu, 'x').replace(/\\[^\p{L}\p{N}\s]/gu, 'x');
}

describe('untrusted text', () => {
  test.each([
    ['bold and spoilers', '**bold** ||spoiler|| ~~gone~~ __under__ `code`'],
    ['a hidden link', '[سانا](https://evil.example/x)'],
    ['a hidden link behind a marker', '[1](https://evil.example/x)'],
    ['mentions', '@everyone @here <@123> <@&456> <#789> </ask:1>'],
    ['emoji and dates', '<:name:123> :smile: <t:1700000000>'],
    ['a heading', '# تیتر\n## دو\n-# ریز'],
    ['lists and quotes', '- یک\n> دو\n+ سه\n1. چهار\n* پنج\n>>> شش'],
    ['an English heading and list', '# Title\n- one\n1. two'],
    ['a backslash before markup', '\\*not\\* \\\\**bold**'],
    ['a code block', '```js\nalert(1)\n```'],
  ])('%s is shown to the letter', (_, text) => {
    const markdown = shown(text);
    expect(read(markdown)).toBe(text);
    expect(withoutEscapes(markdown)).not.toMatch(UNESCAPED);
  });

  test('whatever it is made of, it is shown to the letter and is no markup', () => {
    const piece = fc.constantFrom(
      ...[
        '*',
        '_',
        '`',
        '~',
        '|',
        '<',
        '>',
        '@',
        '[',
        ']',
        '(',
        ')',
        '#',
        '-',
        '\\',
        ':',
        '1',
        '.',
      ],
      ...['سلام', 'word', '[1]', '[سانا](x)', '\n', ' ', 'everyone', 'https://a.example/b', '٫'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const markdown = shown(text);
        expect(withoutEscapes(markdown)).not.toMatch(UNESCAPED);
        // In an address the signs that could end a style are encoded.
        expect(decodeURI(read(markdown))).toBe(text);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  test('an address stays whole, without a preview and without breaking a style around it', () => {
    expect(shown('See https://a.example/x_y__z**?a=1.')).toBe(
      'See <https://a.example/x_y%5f_z%2a%2a?a=1>.',
    );
  });

  test('control characters, overrides and stacked marks do not get through', () => {
    const shownText = shown(`a\u0000b\u202ec\u2066d e${'\u0301'.repeat(10_000)}`);
    expect(shownText).toBe(`a bcd e${'\u0301'.repeat(8)}`);
  });
});

describe('direction', () => {
  test('each line keeps its order in a block of either direction', () => {
    expect(shown('اولین تحویل Sputnik V، [1].\nSputnik V به Syria\nno Persian')).toBe(
      [
        '\u200fاولین تحویل \u2068Sputnik V\u2069، \u2068[1]\u2069.\u200f',
        '\u200eSputnik V به Syria\u200e',
        'no Persian',
      ].join('\n'),
    );
  });

  test('an address does not decide a direction', () => {
    const line = 'نک: https://example.org/a-long-address and https://example.org/another-one';
    expect(shown(line)).toMatch(/^\u200f?\u200e?نک/u);
    expect(shown('بند https://example.org/a')).toBe(
      '\u200fبند \u2068<https://example.org/a>\u2069\u200f',
    );
  });

  test('markdown of ours stands before the mark', () => {
    expect(shown('یک\nدو', '> ')).toBe('> \u200fیک\u200f\n> \u200fدو\u200f');
  });
});

test('a name that is too long is clipped, and no half of a surrogate pair stays', () => {
  expect(clipped('سانا', 4)).toBe('سانا');
  expect(clipped('ا'.repeat(300), 10)).toBe(`${'ا'.repeat(9)}…`);
  expect(safeText(clipped('aaa😀😀😀', 5))).toBe('aaa …');
});
