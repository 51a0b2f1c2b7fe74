import { Refusal } from '../../domain/refusal.ts';

/** Whose number or place a field asks, where it is not simply the RUT of whoever fills in the form. */
export type AskedOf = 'company' | 'representative' | 'foreigner';

/** The same reader, whose refusals tell of whom it was asked (`details.of`): a page may ask for two RUTs. */
export function askedOf<T>(of: AskedOf, read: () => T): () => T {
  return () => {
    try {
      return read();
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, { ...error.details, of }) : error;
    }
  };
}
