import { atCounter } from './at-counter.ts';

/** A request that rests on a document was stopped for the second time in 30 days (floor 7): two people decide it. */
export const segundaDetencion = atCounter;
