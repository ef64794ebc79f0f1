import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Served, serve } from '../support/http.js';

/** An entry of a feed. */
export interface Item {
  readonly guid: string;
  readonly title: string;
  readonly text: string;
  /** The path of its page. */
  readonly link?: string;
  /** Whether the text is given as the description only. */
  readonly isSummary?: boolean;
}

/** A news site on loopback whose pages a test changes as it goes. */
export interface Site extends Served {
  /** Serves a feed of these entries, with an ETag that changes with them. */
  feed(path: string, items: readonly Item[]): void;
  /** Serves a page with an article. */
  page(path: string, title: string, paragraphs: readonly string[]): void;
  /** Serves whatever this does. */
  on(path: string, handle: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** The path is gone. */
  remove(path: string): void;
  /** The statuses that a path was answered with, in order. */
  statuses(path: string): readonly number[];
}

export async function newsSite(): Promise<Site> {
  const handlers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const given: { path: string; status: number }[] = [];
  const served = await serve((request, response) => {
    const path = request.url ?? '';
    response.on('finish', () => given.push({ path, status: response.statusCode }));
    const handle = handlers.get(path);
    if (handle === undefined) response.writeHead(404).end();
    else handle(request, response);
  });
  const tagged = (path: string, type: string, body: string) => {
    const etag = `"${Buffer.from(body).toString('base64url').length}-${hash(body)}"`;
    handlers.set(path, ({ headers }, response) => {
      if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { 'content-type': type, etag }).end(body);
    });
  };
  return {
    ...served,
    feed(path, items) {
      tagged(path, 'application/rss+xml', feedOf(served.origin, items));
    },
    page(path, title, paragraphs) {
      tagged(path, 'text/html; charset=utf-8', pageOf(title, paragraphs));
    },
    on: (path, handle) => void handlers.set(path, handle),
    remove: (path) => void handlers.delete(path),
    statuses: (path) => given.filter((one) => one.path === path).map(({ status }) => status),
  };
}

function feedOf(origin: string, items: readonly Item[]): string {
  const entries = items.map(({ guid, title, text, link, isSummary = false }) => {
    const url = link === undefined ? '' : `<link>${origin}${link}</link>`;
    const body = isSummary
      ? `<description>${text}</description>`
      : `<content:encoded><![CDATA[<p>${text}</p>]]></content:encoded>`;
    return `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title>${url}${body}</item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>خبرگزاری نمونه</title>${entries.join('')}</channel></rss>`;
}

function pageOf(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return `<!DOCTYPE html><html lang="fa" dir="rtl"><head><title>${title}</title></head><body><nav><a href="/">خانه</a></nav><article><h1>${title}</h1>${body}</article></body></html>`;
}

function hash(text: string): number {
  return [...text].reduce(
    (sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_000_007,
    7,
  );
}
