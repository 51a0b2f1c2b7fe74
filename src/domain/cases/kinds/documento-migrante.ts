import { atCounter } from './at-counter.ts';

/**
 * The document of a migrante or facilitador is seen, so that the identity of the account becomes `documento`: a NIE has
 * no card to compare.
 */
export const documentoMigrante = atCounter;
