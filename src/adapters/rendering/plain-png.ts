import { crc32 } from 'node:zlib';
import { PAGE_SIDE } from '../../domain/files.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks with pixels, or with how they are read: none has text, a profile or a time. */
const ALLOWED: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'pHYs', 'IDAT', 'IEND']);
/** Length, name and check of a chunk. */
const FRAME = 12;

/** Whether this is a PNG of at most PAGE_SIDE pixels a side, with nothing but pixels and nothing after its end. */
export function isPlainPng(content: Buffer): boolean {
  if (!content.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  let at = SIGNATURE.length;
  let last = '';
  while (at + FRAME <= content.length && last !== 'IEND') {
    const length = content.readUInt32BE(at);
    const body = content.subarray(at + 4, at + 8 + length);
    const name = body.subarray(0, 4).toString('latin1');
    at += FRAME + length;
    if (at > content.length || !ALLOWED.has(name) || content.readUInt32BE(at - 4) !== crc32(body)) return false;
    if ((last === '') !== (name === 'IHDR') || (name === 'IHDR' && !fits(body.subarray(4)))) return false;
    last = name;
  }
  return last === 'IEND' && at === content.length;
}

function fits(header: Buffer): boolean {
  if (header.length !== 13) return false;
  const sides = [header.readUInt32BE(0), header.readUInt32BE(4)];
  return sides.every((side) => side >= 1 && side <= PAGE_SIDE);
}
