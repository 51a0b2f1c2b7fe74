import { atCounter } from './at-counter.ts';

/** A person says that another one uses their number, and no card can be compared on a page, or two were. */
export const identidadDisputada = atCounter;
