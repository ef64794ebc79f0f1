import type { BorneOut } from '../claims/claim.js';

/** Links, mail addresses, mentions: what a reader can press, or a platform acts on. */
const ADDRESS = /(?:\p{L}+:\/\/|www\.)\S+|\S*@\S+|(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/\S*)?/giu;

/** Whether a text holds an address. */
export function hasAddress(text: string): boolean {
  return addressesIn(text).length > 0;
}

/** Whether a sentence holds an address that its quotes do not. */
export function hasForeignAddress({ sentence, quotes }: BorneOut): boolean {
  return addressesIn(sentence).some(
    (address) => !quotes.some(({ quote }) => plain(quote).includes(address)),
  );
}

function addressesIn(text: string): readonly string[] {
  return plain(text).match(ADDRESS) ?? [];
}

/** Full-width letters and dots make addresses too. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[。．｡]/gu, '.');
}
