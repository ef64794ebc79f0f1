import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 4096;

/** Overwrites a part of a database's pages with noise, from and to a share of them. */
export function damagePages(file: string, from: number, to: number): void {
  const pages = pagesOf(file);
  overwrite(file, Math.ceil(pages * from), Math.floor(pages * to));
}

/** Overwrites one page; the first is 0. */
export function damagePage(file: string, page: number): void {
  overwrite(file, page, page + 1);
}

export function pagesOf(file: string): number {
  return readFileSync(file).length / PAGE;
}

function overwrite(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from * PAGE, to * PAGE);
  writeFileSync(file, bytes);
}
