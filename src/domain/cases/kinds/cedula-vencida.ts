import { atCounter } from './at-counter.ts';

/** The card is over: an expired one with another document, or a foreigner's with proof that its renewal is pending. */
export const cedulaVencida = atCounter;
