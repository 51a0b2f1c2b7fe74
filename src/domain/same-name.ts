import type { PersonName } from './account.ts';

/** Whether two names are the same: accents, capitals and spaces make no difference. */
export const sameName = (one: PersonName, other: PersonName): boolean => spelled(one) === spelled(other);

function spelled({ given = '', paternal = '', maternal = '' }: PersonName): string {
  return [given, paternal, maternal].map(plain).join('|');
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/\s+/g, ' ').trim();
