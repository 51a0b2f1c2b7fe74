import { atCounter } from './at-counter.ts';

/** No contact on file reaches the person any more: new ones are taken at the counter, and wait out the hold. */
export const correoPerdido = atCounter;
