import { createHash } from 'node:crypto';

/** Does what the script of a page does: searches a counter whose SHA-256 begins with this many zero bits. */
export function solve({ challenge, bits }: { readonly challenge: string; readonly bits: number }): string {
  for (let counter = 0; ; counter += 1) {
    const solution = `${challenge}.${counter}`;
    if (Math.clz32(createHash('sha256').update(solution).digest().readUInt32BE(0)) >= bits) return solution;
  }
}
