/** What is asked beside the key, and reaches the level `urn:sence:clave:2fa`. */
export type FactorKind = 'totp' | 'passkey';

/** All that a user may hold beside the key: factors, codes for a lost factor, printed codes for a lost key, browsers. */
export type CredentialKind = FactorKind | 'recovery-code' | 'backup-code' | 'device';

const HOUR_MS = 3_600_000;

/** Younger than this a factor shortens no waiting period, and a recovery removes it (rules, Second factor). */
export const SETTLED_DAYS = 7;

/** For so long a factor that was enrolled without the card does not reach the level of two factors. */
export const REACH_HOURS = 72;

/** For so long a remembered browser is not asked for the factor of its holder; a use does not renew it. */
export const REMEMBERED_DAYS = 30;

/** Browsers that one holder may have remembered; the oldest ends with a further one. */
export const REMEMBERED_BROWSERS = 20;

/** Until when a browser is remembered that is remembered now. */
export const rememberedUntil = (now: Date): Date => new Date(now.getTime() + REMEMBERED_DAYS * 24 * HOUR_MS);

/** When a factor was enrolled, and when the card was shown for it, if it was. */
interface Enrolled {
  readonly createdAt: Date;
  readonly cardAt?: Date | undefined;
}

/** From when on a factor, or a printed sheet, is old enough to stand for its holder against a recovery. */
export const settlesAt = ({ createdAt }: Pick<Enrolled, 'createdAt'>): Date =>
  new Date(createdAt.getTime() + SETTLED_DAYS * 24 * HOUR_MS);

/** Whether it is old enough. */
export const isSettled = (enrolled: Pick<Enrolled, 'createdAt'>, now: Date): boolean => settlesAt(enrolled) <= now;

/** From when on a factor reaches the level of two factors. */
export const reachesAt = ({ createdAt, cardAt }: Enrolled): Date =>
  cardAt ?? new Date(createdAt.getTime() + REACH_HOURS * HOUR_MS);

/** Whether a factor reaches the level of two factors yet. */
export const reachesLevel = (enrolled: Enrolled, now: Date): boolean => reachesAt(enrolled) <= now;

const FACTORS: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['totp', 'passkey']);

/** Whether a credential is asked at a sign-in; the codes and the browsers only stand for one that is. */
export const isFactor = <C extends { readonly kind: CredentialKind }>(credential: C): boolean =>
  FACTORS.has(credential.kind);

/** What a holder proved beside the key: there was no factor, or it is less than seven days old, or older. */
export type FactorAgain = 'none' | 'young' | 'settled';
