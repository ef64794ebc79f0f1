const DECODED = new TextDecoder('windows-1256').decode(
  Uint8Array.from({ length: 256 }, (_, i) => i),
);

/** Text as windows-1256 bytes: Node only decodes it. */
export function windows1256(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const byte = DECODED.indexOf(char);
    if (byte === -1) throw new Error(`windows-1256 has no ${char}`);
    return byte;
  });
}
