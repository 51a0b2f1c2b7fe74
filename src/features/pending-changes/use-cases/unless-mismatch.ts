import { Refusal } from '../../../domain/refusal.ts';

/** The result of the second check of a card; undefined when it no longer matches. */
export async function unlessMismatch<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return undefined;
    throw error;
  }
}
