import type { RefusalWording } from '../../shape/refusals.ts';

/** Refusals of a company's request for a foreign facilitador. */
export const facilitadorRefusals = {
  'facilitador-email-taken': () => ({
    text: 'Ese correo ya es de otro facilitador, o de otra solicitud. Escriba uno que solo use esta persona.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
