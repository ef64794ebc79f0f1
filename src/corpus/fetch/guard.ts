import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Reason, reasonFor } from '../reasons.js';
import { Refusal } from './error.js';

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * What may be reached beside the public internet. For tests alone, which can serve on loopback only:
 * the program never passes one.
 */
export interface Opening {
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  readonly resolve?: Resolve;
}

/** Nothing but the public internet. */
export const CLOSED: Opening = { addresses: [], ports: [] };

const PORTS = { 'http:': 80, 'https:': 443 } as const;

/** What is handed out for the public internet (RFC 4291); the old ::127.0.0.1 stands outside. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Why an address is not on the public internet: its range as ipaddr.js names it after IANA's
 * registries of special addresses; null where it is public. What carries an IPv4 address (mapped,
 * 6to4, NAT64, Teredo) is never public, whatever it carries.
 */
export function specialRange(address: string): string | null {
  if (isIP(address) === 0) return 'no address';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return range;
  const isGlobal = parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6);
  return isGlobal ? null : 'not global';
}

/**
 * Checks a URL before it is asked for. A host written as an address, in any of the forms that URLs
 * allow (0x7f.1, 2130706433, percent-encoded), is checked here, since it is never looked up; a name
 * is checked by `checkedLookup`.
 *
 * @throws Refusal with the part and the value
 */
export function checkUrl(url: URL, opening: Opening): void {
  const { protocol, hostname } = url;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Refusal(reasonFor('scheme', { scheme: protocol }));
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal(reasonFor('credentials'));
  }
  const port = url.port === '' ? PORTS[protocol] : Number(url.port);
  if (!Object.values<number>(PORTS).includes(port) && !opening.ports.includes(port)) {
    throw new Refusal(reasonFor('port', { port }));
  }
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) checkAddress(host, opening);
}

/**
 * Looks a name up for a connection that is being made, and gives only addresses that may be
 * reached: the connection goes to what was checked, and a later answer of the name server (DNS
 * rebinding) is checked anew with the next connection.
 */
export function checkedLookup(opening: Opening): LookupFunction {
  const resolve = opening.resolve ?? ((hostname) => dns.lookup(hostname, { all: true }));
  return (hostname, options, callback) => {
    const done = (error: Error | null, found: LookupAddress[]): void => {
      if (options.all === true) callback(error, found);
      else callback(error, found[0]?.address ?? '', found[0]?.family);
    };
    resolve(hostname).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAllowed(address, opening));
        done(allowed.length > 0 ? null : refusalOf(hostname, found), allowed);
      },
      (error: Error) => done(error, []),
    );
  };
}

function isAllowed(address: string, { addresses }: Opening): boolean {
  return specialRange(address) === null || addresses.includes(address);
}

function checkAddress(address: string, opening: Opening): void {
  if (!isAllowed(address, opening)) throw new Refusal(describe(address));
}

function refusalOf(host: string, found: readonly LookupAddress[]): Refusal {
  if (found.length === 0) return new Refusal(reasonFor('leads-nowhere', { host }));
  const addresses = found.map(({ address }) => describe(address));
  return new Refusal(reasonFor('leads-to', { host, addresses }));
}

function describe(address: string): Reason {
  return reasonFor('not-public', { address, range: specialRange(address) ?? 'public' });
}
