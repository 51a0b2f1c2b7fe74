import { entryOf } from '../../domain/entry-of.ts';
import type { SharedEnd } from '../../domain/mandate.ts';

/** Why the time of a facilitador for a company ended, as both read it. */
export const mandateEnds: Readonly<Record<SharedEnd, string>> = {
  revocado: 'La empresa puso fin a la invitación.',
  'empresa-cerrada': 'La cuenta de la empresa terminó.',
  'sin-representante': 'El SII no nombra a ningún representante legal vigente de la empresa.',
  vencido: 'Llegó la fecha de término de la invitación.',
  'cuenta-cerrada': 'La persona cerró su cuenta.',
};

/**
 * What a facilitador reads of the last company: why its time ended, or that the company cannot invite now, and what to
 * ask.
 */
export function lastCompany(company: string, why: string): string {
  const ended = entryOf(mandateEnds, why);
  const next = ended
    ? `${ended} Si sigue siendo su facilitador, pídale que haga otra solicitud.`
    : 'Hoy esa empresa no puede invitarlo: pídale que revise su cuenta y sus datos en el SII.';
  return `La última fue ${company}. ${next}`;
}
