import { crc32 } from 'node:zlib';
import type { MarkedText } from '../templates/marks.ts';
import { type BitWriter, openBitWriter } from './bit-writer.ts';
import { distanceCodes, END_OF_BLOCK, lengthCodes, literalBits, literalSizes } from './deflate-codes.ts';
import { type Matches, openMatches } from './matches.ts';
import { mixedEnd, packPassage, passageAt } from './passages.ts';
import { type TemplateBytes, templateBytesOf } from './template-bytes.ts';

/** RFC 1952, 2.3: DEFLATE, no name, no time, system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * A page as gzip (RFC 1952) in which only the template's own text is compressed. Filled-in values are written byte by
 * byte under the fixed code (RFC 1951, 3.2.6): their length depends neither on their content nor on the rest of the
 * page, so that the length of the response reveals no more than that of an uncompressed one (BREACH). Bytes from 0x90
 * on take nine bits.
 */
export function gzipTemplate(text: MarkedText): Buffer {
  const page = templateBytesOf(text);
  const { bytes } = page;
  const trailer = Buffer.allocUnsafe(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([HEADER, deflate(page), trailer]);
}

/** A match of this length is used without trying the next byte. */
const LONG = 32;

/** Blocks one after the other; the last one is empty. */
function deflate(page: TemplateBytes): Buffer {
  const { bytes } = page;
  const matches = openMatches(page);
  const parts: Buffer[] = [];
  for (let place = 0; place < bytes.length; ) {
    const passage = passageAt(page, place);
    const end = passage > 0 ? place + passage : mixedEnd(page, place);
    parts.push(passage > 0 ? packPassage(page, place, end) : packMixed(bytes, matches, place, end));
    if (passage > 0) matches.note(place, passage);
    place = end;
  }
  return Buffer.concat([...parts, EMPTY_LAST]);
}

/** A last block with fixed codes and nothing in it. */
const EMPTY_LAST = Buffer.from([0b011, 0]);

/**
 * Filled-in values and the template between them: a block of fixed codes, then an empty one, which ends on a whole
 * byte.
 */
function packMixed(bytes: Buffer, matches: Matches, from: number, to: number): Buffer {
  const writer = openBitWriter(Math.ceil(((to - from) * 9) / 8) + 16);
  writer.put(0b010, 3);
  for (let place = from; place < to; ) place += step(bytes, matches, writer, place);
  writeByte(writer, END_OF_BLOCK);
  writer.put(0, 3);
  return Buffer.concat([writer.end(), STORED_NOTHING]);
}

/** Length 0 and its complement (RFC 1951, 3.2.4). */
const STORED_NOTHING = Buffer.from([0, 0, 0xff, 0xff]);

/** Writes what comes next, and returns how many bytes that were. */
function step(bytes: Buffer, matches: Matches, writer: BitWriter, place: number): number {
  const { length, distance } = matches.at(place);
  matches.note(place, 1);
  if (length === 0 || (length < LONG && matches.at(place + 1).length > length)) {
    writeByte(writer, bytes[place] as number);
    return 1;
  }
  writeMatch(writer, length, distance);
  matches.note(place + 1, length - 1);
  return length;
}

const writeByte = (writer: BitWriter, symbol: number): void =>
  writer.put(literalBits[symbol] as number, literalSizes[symbol] as number);

function writeMatch(writer: BitWriter, length: number, distance: number): void {
  for (const code of [lengthCodes[length], distanceCodes[distance]]) {
    if (!code) throw new RangeError(`no code for ${length} bytes ${distance} back`);
    writer.put(code.bits, code.size);
    writer.put(code.extra, code.extraSize);
  }
}
