/** Numbers that look random and are the same in every run: mulberry32, a public-domain generator of 32 bits. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** Whether something happens that happens with this share, 0 to 1. */
  happens(share: number): boolean;
  /** A whole number from 0 up to and without `end`. */
  below(end: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(length: number): Buffer;
  /** A UUID of version 4. */
  uuid(): string;
}

/** The same `seed` gives the same numbers. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => word() / 2 ** 32;
  const below = (end: number): number => Math.floor(next() * end);
  const bytes = (length: number): Buffer => {
    const made = Buffer.alloc(Math.ceil(length / 4) * 4);
    for (let at = 0; at < length; at += 4) made.writeUInt32LE(word(), at);
    return made.subarray(0, length);
  };
  return {
    next,
    happens: (share) => next() < share,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes,
    uuid: () => uuidOf(bytes(16)),
  };
}

function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
