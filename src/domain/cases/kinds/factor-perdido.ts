import { atCounter } from './at-counter.ts';

/** A holder with the key lost the second factor and cannot prove the rest on the pages. */
export const factorPerdido = atCounter;
