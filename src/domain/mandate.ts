import { isMemberRole, type MemberRole } from './member-role.ts';

/** Months for which a company's request lets a facilitador in, from its approval and from each renewal. */
const MONTHS = 12;

/** Days before its end in which the company can renew it. */
export const RENEWAL_DAYS = 60;

/** What a mandate lets its holder do: sign in as a facilitador, or act as a member of the organisation. */
export type MandateScope = 'facilitador' | MemberRole;

/** The two kinds of mandates: what is done with those of one is never done with the other. */
export type MandateKind = 'facilitador' | 'miembro';

export const kindOf = (scope: MandateScope): MandateKind => (isMemberRole(scope) ? 'miembro' : 'facilitador');

/**
 * Why a mandate of either kind ended: the company ended it, its account was closed or taken back, the SII names no
 * representative of it, its date came, or the person closed the account.
 */
export type SharedEnd = 'revocado' | 'empresa-cerrada' | 'sin-representante' | 'vencido' | 'cuenta-cerrada';

/**
 * The same, and why a membership alone ends: its member left, who gave it no longer represents the organisation, another
 * role took its place, or the desk withdrew it.
 */
export type MandateEnd = SharedEnd | 'renuncia' | 'sin-delegante' | 'cambio' | 'retirado';

/** From when and until when a mandate is valid. */
export interface MandateTerm {
  readonly from: Date;
  readonly until: Date;
}

/** The same hour twelve months later; of 29 February the 28th. */
export const yearAfter = (from: Date): Date => monthsAfter(from, MONTHS);

/** The same hour some months later; of a day that the month does not have, its last day. */
export function monthsAfter(from: Date, months: number): Date {
  const until = new Date(from);
  until.setUTCMonth(from.getUTCMonth() + months);
  // A month without that day would otherwise lead into the next one.
  if (until.getUTCDate() !== from.getUTCDate()) until.setUTCDate(0);
  return until;
}

/** Whether it is valid at an instant. */
export const isInForce = ({ from, until, endedAt }: MandateTerm & { readonly endedAt?: Date | undefined }, at: Date) =>
  endedAt === undefined && from <= at && at < until;

/** From when it can be renewed: in its last 60 days. */
export const renewableFrom = ({ until }: Pick<MandateTerm, 'until'>): Date =>
  new Date(until.getTime() - RENEWAL_DAYS * 24 * 3_600_000);
