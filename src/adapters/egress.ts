import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { isEncryptedOrLocal } from '../domain/loopback.ts';

/** How long a call may last, if nothing else is said. */
export const LIMIT_MS = 3000;
const MAX_BYTES = 64 * 1024;

/** Addresses that no client may make the server call: this machine, private and special networks (RFC 6890). */
const special4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special4.addSubnet(net, bits, 'ipv4');
// Of IPv6 only 2000::/3 is public, and not all of it; every form that embeds an IPv4 address lies outside or is listed.
const special6 = new BlockList();
for (const [net, bits] of [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
] as const)
  special6.addSubnet(net, bits, 'ipv6');

/** A call that the server refuses to make, or an answer that is too long. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
}

/**
 * The only way out to addresses that clients name (back-channel logout, jwks_uri): https, no redirects, three seconds
 * with the DNS look-up, 64 KB. The address is looked up once, checked, and then pinned, so that a second DNS answer
 * cannot lead elsewhere. `allow` lists hosts ("host" or "host:port") that may be private; plain http goes to this
 * machine only.
 */
export function guardedFetch(
  allow: readonly string[],
  lookUp: LookUp = lookup,
  { ca, mostBytes = MAX_BYTES, limitMs = LIMIT_MS }: Limits = {},
) {
  const allowed = new Set(allow);
  return async (input: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const listed = isListed(url, allowed);
    if (url.protocol !== 'https:' && !(listed && isEncryptedOrLocal(url)))
      throw new EgressRefused(`${url.protocol} is not https:`);
    const signal = AbortSignal.timeout(limitMs);
    const address = await pin(url.hostname.replace(/^\[|\]$/g, ''), lookUp, signal);
    if (!listed && isSpecial(address)) throw new EgressRefused('a private address is never called');
    return send(url, address, { ...options, signal, ca, mostBytes });
  };
}

interface Limits {
  /** Certificates (PEM) that are trusted instead of the public ones. */
  readonly ca?: string | undefined;
  /** How long an answer may be. */
  readonly mostBytes?: number;
  /** How long a call may last, with its look-up. */
  readonly limitMs?: number;
}

/** By host and port, or by host alone; a default port may be written. */
function isListed({ host, hostname, protocol, port }: URL, allowed: ReadonlySet<string>): boolean {
  const whole = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return [host, hostname, whole].some((name) => allowed.has(name));
}

type LookUp = (hostname: string) => Promise<{ readonly address: string }>;

async function pin(hostname: string, lookUp: LookUp, signal: AbortSignal): Promise<string> {
  return isIP(hostname) ? hostname : (await Promise.race([lookUp(hostname), endOf(signal)])).address;
}

/** A DNS look-up cannot be cancelled: it is abandoned, and its result is ignored. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** Whether an address belongs to no public network. */
export function isSpecial(address: string): boolean {
  return isIP(address) === 6 ? special6.check(address, 'ipv6') : special4.check(address, 'ipv4');
}

type Sent = RequestInit & { readonly signal: AbortSignal; readonly ca: string | undefined; readonly mostBytes: number };

function send(
  url: URL,
  address: string,
  { method = 'GET', headers, body, signal, ca, mostBytes }: Sent,
): Promise<Response> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        signal,
        ...(ca === undefined ? {} : { ca }),
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      (answer) => {
        collect(answer, mostBytes).then(
          (bytes) => resolve(answered(answer.statusCode ?? 502, answer.headers, bytes)),
          reject,
        );
      },
    );
    call.on('error', reject);
    call.end(body === undefined || body === null ? undefined : String(body));
  });
}

async function collect(answer: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > most) throw new EgressRefused('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A redirect is an answer like any other: it is not followed. */
function answered(status: number, headers: NodeJS.Dict<string | string[]>, bytes: Buffer): Response {
  const empty = status === 204 || status === 205 || status === 304;
  const type = String(headers['content-type'] ?? 'application/octet-stream');
  const cached = headers['cache-control'];
  return new Response(empty ? null : new Uint8Array(bytes), {
    status,
    headers: { 'content-type': type, ...(cached ? { 'cache-control': String(cached) } : {}) },
  });
}
