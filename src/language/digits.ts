const ZEROS = [0x30, 0x660, 0x6f0] as const;
const ANY_DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9]/g;

function shiftDigits(text: string, zero: number): string {
  return text.replace(ANY_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    const from = ZEROS.find((z) => code >= z && code <= z + 9) ?? zero;
    return String.fromCharCode(code - from + zero);
  });
}

/** Persian (۰-۹) and Arabic (٠-٩) digits as ASCII; all else, and the length, stay. */
export function toAsciiDigits(text: string): string {
  return shiftDigits(text, 0x30);
}

/** Every digit as a Persian one (۰-۹), for display; all else, and the length, stay. */
export function toPersianDigits(text: string): string {
  return shiftDigits(text, 0x6f0);
}
