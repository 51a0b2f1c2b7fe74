import { Refusal } from '../../../domain/refusal.ts';

/** What the second look at a card gives; undefined when it does not match any more. */
export async function unlessMismatch<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return undefined;
    throw error;
  }
}
