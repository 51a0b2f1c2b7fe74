const HOUR_MS = 3_600_000;

/** Days in which no page of an account shows an act of its protection: the reader may be the danger (rules, Theft). */
const UNSEEN_DAYS = 90;

/** Hours in which the new e-mail of a protected account is confirmed; after them the account stays stopped. */
const CONFIRM_HOURS = 72;

/** What the trail stores of such an act: from when on Actividad shows it. */
export const unseenSince = (now: Date): { readonly kind: 'proteccion'; readonly unseenUntil: string } => ({
  kind: 'proteccion',
  unseenUntil: new Date(now.getTime() + UNSEEN_DAYS * 24 * HOUR_MS).toISOString(),
});

/** Until when a protected account waits for the confirmation of its new e-mail. */
export const protectionEnds = (now: Date): Date => new Date(now.getTime() + CONFIRM_HOURS * HOUR_MS);
