import { expect, test } from 'vitest';
import { decodeMarkup, decodeText } from '../../src/corpus/encoding.js';
import { windows1256 } from './windows-1256.js';

const TEXT = 'می‌روند به دمشق\nگزارش سانا: پنج نفر؛ «چه کسی؟»';
/** In windows-1256 there is no Persian yeh. */
const OLD = TEXT.replaceAll('ی', 'ي').replaceAll('ک', 'ك');

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

test.each(['le', 'be'] as const)('UTF-16 %s is read with its mark and without', (order) => {
  expect(decodeText(utf16(`\ufeff${TEXT}`, order))).toBe(TEXT);
  expect(decodeText(utf16(TEXT, order))).toBe(TEXT);
  expect(decodeText(utf16('اجتماع موسكو في سوريا', order))).toBe('اجتماع موسكو في سوريا');
  expect(decodeText(utf16('Only Latin letters', order))).toBe('Only Latin letters');
});

test('UTF-8 is read with its mark and without, and line ends are one kind', () => {
  expect(decodeText(Buffer.from(`\ufeff${TEXT}`))).toBe(TEXT);
  expect(decodeText(Buffer.from(TEXT.replaceAll('\n', '\r\n')))).toBe(TEXT);
  expect(decodeText(Buffer.from('a\u0000b'))).toBe('a\u0000b');
  expect(decodeText(Buffer.alloc(0))).toBe('');
});

test('windows-1256 is read where it reads as Persian or Arabic, its half-space too', () => {
  expect(decodeText(windows1256(OLD))).toBe(OLD);
});

test.each([
  ['<meta charset="windows-1256">', OLD],
  ['<?xml version="1.0" encoding="windows-1256"?>', OLD],
  ['<META http-equiv="Content-Type" content="text/html; charset=windows-1256">', 'پژ'],
])('the charset of %s is used', (declaration, text) => {
  expect(decodeText(windows1256(`${declaration}\n${text}`))).toBe(`${declaration}\n${text}`);
});

test('a declaration that a program left in a page saved as UTF-8 is not believed', () => {
  const page = `<meta charset="windows-1256">${TEXT}`;
  expect(decodeText(Buffer.from(page))).toBe(page);
});

test('a declared charset that is not known is named', () => {
  const bytes = windows1256(`<meta charset="x-persian">${OLD}`);
  expect(() => decodeText(bytes)).toThrow('"x-persian", is not known');
});

test.each([
  ['Russian in windows-1251', [0xcf, 0xf0, 0xe5, 0xe7, 0xe8, 0xe4, 0xe5, 0xed, 0xf2]],
  ['Russian in KOI8-R', [0xf0, 0xd2, 0xc5, 0xda, 0xc9, 0xc4, 0xc5, 0xce, 0xd4]],
  ['French in windows-1252', [0x6c, 0xe9, 0x67, 0xe8, 0x72, 0x65]],
  ['Persian UTF-8 with a byte lost', [...Buffer.from('سوریه و روسیه').subarray(1)]],
])('%s is refused with its line', (_, bytes) => {
  const file = Uint8Array.from([...Buffer.from('one\ntwo\n'), ...bytes]);
  expect(() => decodeText(file)).toThrow(expect.objectContaining({ line: 3 }));
});

test('damaged UTF-16 is refused with its line', () => {
  const bytes = utf16('\ufeffیک\nدو\nسه', 'le').subarray(0, -1);
  expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ line: 3 }));
});

test('what a server says of the charset goes before what the file declares, and nonsense says nothing', () => {
  const page = `<meta charset="iso-8859-1">${OLD}`;
  expect(decodeText(windows1256(page), 'windows-1256')).toBe(page);
  expect(decodeText(windows1256(OLD), 'no-such-charset')).toBe(OLD);
  expect(decodeText(Buffer.from(TEXT), 'windows-1256')).toBe(TEXT);
});

/** With a letter cut in the middle, as a program that counts bytes does. */
function cut(before: string, after: string): Uint8Array {
  return Buffer.concat([Buffer.from(`${before}ش`).subarray(0, -1), Buffer.from(after)]);
}

test.each([
  ['a page that declares it', cut('<meta charset="utf-8"><meta content="خب', '">'), null],
  ['what the server says', cut('<p>خب', '</p>'), 'UTF-8'],
  ['nearly all of it', cut(`<p>${TEXT.repeat(3)}`, '</p>'), null],
  ['nearly all of it, whatever is declared', cut(`<p>${TEXT.repeat(3)}`, '</p>'), 'iso-8859-1'],
])('markup that is UTF-8 by %s is read though a letter in it is cut', (_, bytes, charset) => {
  const { text, isDamaged } = decodeMarkup(bytes, charset);
  expect(isDamaged).toBe(true);
  expect(text).toBe(new TextDecoder().decode(bytes));
  expect(() => decodeText(bytes)).toThrow('not UTF-8 text');
});

test('markup that is whole is read as any text is, and what is no UTF-8 refused', () => {
  expect(decodeMarkup(Buffer.from(`${TEXT}\r\n\ufffd`))).toEqual({
    text: `${TEXT}\n\ufffd`,
    isDamaged: false,
  });
  expect(decodeMarkup(windows1256(OLD), 'utf-8')).toEqual({ text: OLD, isDamaged: false });
  expect(() => decodeMarkup(Buffer.from('<p>l\xe9g\xe8re</p>', 'latin1'))).toThrow(
    'not UTF-8 text',
  );
});
