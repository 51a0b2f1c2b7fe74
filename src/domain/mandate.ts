/** Months for which a company's request lets a facilitador in, from its approval and from each renewal. */
const MONTHS = 12;

/** Days before its end in which the company can renew it. */
export const RENEWAL_DAYS = 60;

/** What a mandate lets its holder do. */
export type MandateScope = 'facilitador';

/**
 * Why a mandate ended: the company ended it, its account was closed or taken back, the SII names no representative of
 * it, its date came, or the person closed the account.
 */
export type MandateEnd = 'revocado' | 'empresa-cerrada' | 'sin-representante' | 'vencido' | 'cuenta-cerrada';

/** From when and until when a mandate is valid. */
export interface MandateTerm {
  readonly from: Date;
  readonly until: Date;
}

/** The same hour twelve months later; of 29 February the 28th. */
export function yearAfter(from: Date): Date {
  const until = new Date(from);
  until.setUTCMonth(from.getUTCMonth() + MONTHS);
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
