import type { TemplateBytes } from './template-bytes.ts';

/** Earlier text of the template: so many bytes, so far back. A length of 0 is none. */
interface Match {
  length: number;
  distance: number;
}

export interface Matches {
  /** The longest match for the bytes at a place, among those that were noted. The same object is returned each time. */
  at(place: number): Match;
  /** Notes that these bytes of the template may be pointed at. */
  note(from: number, count: number): void;
}

const WINDOW = 32_768;
const SHORTEST = 3;
/** Beyond this distance, three bytes cost as much as their match. */
const NEAR = 4096;
/** How many places with the same beginning are compared. */
const MOST_TRIES = 32;
const HASH_BITS = 14;

/**
 * Finds repeated text of the template. Filled-in bytes are never looked at, neither as the source nor as the
 * repetition.
 */
export function openMatches({ bytes, runs }: TemplateBytes): Matches {
  const newest = new Int32Array(1 << HASH_BITS).fill(-1);
  const older = new Int32Array(bytes.length);
  const byte = (place: number): number => bytes[place] as number;
  const run = (place: number): number => runs[place] ?? 0;
  const hashAt = (place: number): number =>
    Math.imul(byte(place) | (byte(place + 1) << 8) | (byte(place + 2) << 16), 0x9e3779b1) >>> (32 - HASH_BITS);
  const equal = (one: number, other: number, most: number): number => {
    let length = 0;
    while (length < most && bytes[one + length] === bytes[other + length]) length += 1;
    return length;
  };
  /** Whether the byte that would make it longer than the best match is the same: most tries end here. */
  const isLonger = (before: number, place: number): boolean =>
    bytes[before + found.length] === bytes[place + found.length];
  const found: Match = { length: 0, distance: 0 };
  return {
    at(place) {
      found.length = 0;
      if (run(place) < SHORTEST) return found;
      let before = newest[hashAt(place)] as number;
      for (let tries = 0; before >= 0 && tries < MOST_TRIES && place - before <= WINDOW; tries += 1) {
        const length = isLonger(before, place) ? equal(before, place, Math.min(run(place), run(before))) : 0;
        if (length > found.length && (length > SHORTEST || place - before <= NEAR)) {
          found.length = length;
          found.distance = place - before;
        }
        before = older[before] as number;
      }
      if (found.length < SHORTEST) found.length = 0;
      return found;
    },
    note(from, count) {
      for (let place = from; place < from + count; place += 1) {
        if (run(place) < SHORTEST) continue;
        older[place] = newest[hashAt(place)] as number;
        newest[hashAt(place)] = place;
      }
    },
  };
}
