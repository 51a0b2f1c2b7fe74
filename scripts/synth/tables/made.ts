import { createHash } from 'node:crypto';
import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import type { Person } from '../person.ts';

/** A row by its columns; columns that are left out have their default. */
export type Row = Readonly<Record<string, unknown>>;

/** How the rows of one table come from a synthetic account, whose rows in tables before it are there already. */
export interface Maker {
  readonly table: string;
  make(person: Person, secrets: KeyMaterial): readonly Row[];
}

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

/** So many days before, or after, an instant. */
export const days = (at: Date, count: number): Date => new Date(at.getTime() + count * 24 * 3_600_000);

/** One row with this share (0 to 1), else none; of shares above 1 the whole part comes in any case. */
export function some(share: number, row: (person: Person, secrets: KeyMaterial) => Row): Maker['make'] {
  return (person, secrets) => {
    const count = Math.floor(share) + (person.chance.happens(share % 1) ? 1 : 0);
    return Array.from({ length: count }, () => row(person, secrets));
  };
}
