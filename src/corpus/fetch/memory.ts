/** What is remembered of a page, so as to ask next time only whether it has changed (RFC 9110, 13). */
export interface PageMemory {
  /** The page's own URL, after redirects: what a server said of it holds for no other. */
  readonly url: string;
  /** The ETag and Last-Modified headers, as they were sent. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What to remember of a page; null where its server gives nothing to ask by. */
export function memoryOf({ url, etag, lastModified }: PageMemory): PageMemory | null {
  return etag === null && lastModified === null ? null : { url, etag, lastModified };
}

/** The headers that ask for a URL only where it has changed; none where nothing is known of it. */
export function conditionsFor(url: string, memory: PageMemory | null): Record<string, string> {
  if (memory === null || memory.url !== url) return {};
  return {
    ...(memory.etag === null ? {} : { 'if-none-match': memory.etag }),
    ...(memory.lastModified === null ? {} : { 'if-modified-since': memory.lastModified }),
  };
}
