import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A reference that can be read aloud on the telephone: "CS-7F3K-92QX". */
export function newReference(): string {
  const symbols = Array.from({ length: 8 }, () => SYMBOLS.charAt(randomInt(SYMBOLS.length))).join('');
  return `CS-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** The visitor's network: the address as the last trusted hop saw it; IPv6 by /64. */
export function networkOf(request: IncomingMessage, trustedHops: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  const chain = [...forwarded, request.socket.remoteAddress ?? ''];
  const address = chain[Math.max(0, chain.length - 1 - trustedHops)] ?? '';
  return blockOf(address.slice(0, 45));
}

function blockOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const full =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${full.slice(0, 4).join(':')}::/64`;
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
