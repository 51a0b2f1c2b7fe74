import type { AskedOf } from '../../domain/asked-of.ts';
import { Refusal } from '../../domain/refusal.ts';

/** The same reader, whose refusals say whose number it is (`details.of`): a page may ask for two RUTs. */
export function askedOf<T>(of: AskedOf, read: () => T): () => T {
  return () => {
    try {
      return read();
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, { ...error.details, of }) : error;
    }
  };
}
