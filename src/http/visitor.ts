import { randomFillSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Network, networkOfAddress } from '../domain/network.ts';

const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Random bytes for the symbols of many references: each request has one, and each call for bytes costs as much as all. */
const bytes = Buffer.alloc(4096);
let used = bytes.length;

/** A random symbol; five bits beyond the last one are drawn again, so that all are equally frequent. */
function randomSymbol(): string {
  for (;;) {
    if (used === bytes.length) {
      randomFillSync(bytes);
      used = 0;
    }
    const place = (bytes[used] as number) & 31;
    used += 1;
    if (place < SYMBOLS.length) return SYMBOLS.charAt(place);
  }
}

const fourSymbols = (): string => randomSymbol() + randomSymbol() + randomSymbol() + randomSymbol();

/** A reference that can be read aloud on the telephone: "CS-7F3K-92QX". */
export const newReference = (): string => `CS-${fourSymbols()}-${fourSymbols()}`;

/**
 * The visitor's network: the address as the last trusted hop saw it; IPv6 by /64. A value that is no address
 * (`unknown`, a name, a typing error) counts as the peer, so that networks cannot be invented.
 */
export function networkOf(request: IncomingMessage, trustedHops: number): Network {
  const peer = networkOfAddress(request.socket.remoteAddress ?? '') ?? '';
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  const chain = [...forwarded, ''];
  const address = chain[Math.max(0, chain.length - 1 - trustedHops)] ?? '';
  return networkOfAddress(address) ?? peer;
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|HeadlessChrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone o iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** "Chrome en Android": what a person recognises, and no more than that. */
export function deviceOf(userAgent = ''): string {
  const name = (table: typeof browsers): string | undefined => table.find(([shape]) => shape.test(userAgent))?.[1];
  const browser = name(browsers);
  const system = name(systems);
  return browser && system ? `${browser} en ${system}` : (browser ?? system ?? 'Equipo desconocido');
}
