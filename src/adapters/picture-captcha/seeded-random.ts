import { createHash } from 'node:crypto';

/** Gives the next number of a sequence, from 0 up to and without 1. */
export type Random = () => number;

const WORD = 4;
const BLOCK = 1024 * WORD;

/** As many bytes as asked for, always the same for a seed and a purpose, and unpredictable without the seed. */
export function seededBytes(seed: Buffer, purpose: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(`${purpose}:`).update(seed).digest();
}

/** A sequence without end, always the same for a seed and a purpose. */
export function seededRandom(seed: Buffer, purpose: string): Random {
  let block: Buffer = Buffer.alloc(0);
  let [at, round] = [0, 0];
  return () => {
    if (at === block.length) {
      block = seededBytes(seed, `${purpose} ${round}`, BLOCK);
      [at, round] = [0, round + 1];
    }
    at += WORD;
    return block.readUInt32LE(at - WORD) / 2 ** 32;
  };
}

/** The next number of the sequence, stretched to lie from `low` up to and without `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}
