import { type Account, hasNie, type PersonName } from '../account.ts';
import type { Day } from '../working-days.ts';
import type { AskedAtCounter, CounterDocument } from './asked-at-counter.ts';
import { keepsAccount } from './counter-effect.ts';
import type { CounterProfile } from './counter-fields.ts';
import type { CaseKind } from './kinds/kinds.ts';

/** Why a counter cannot attest what was typed. */
export type CounterObstacle = 'kind-profile' | 'document-over' | 'contacts-missing' | 'representative-missing';

/** What decides whether a counter may go on. */
interface Typed {
  readonly profile: CounterProfile;
  readonly kind: CaseKind;
  readonly document: CounterDocument;
  readonly name: PersonName;
  readonly expires: Day | undefined;
  readonly renewal: AskedAtCounter['renewal'];
  readonly contacts: AskedAtCounter['contacts'];
  readonly representative: AskedAtCounter['representative'];
}

/**
 * Why what was typed cannot be attested, and nothing where it can. A document that is over counts only as a foreigner's
 * card with the number and the day of a renewal that is pending (rules, Counter).
 */
export function whyNotSeen(typed: Typed, today: Day): CounterObstacle | undefined {
  const { profile, kind, expires, contacts, representative } = typed;
  if (kind === 'documento-migrante' && !hasNie(profile)) return 'kind-profile';
  if (kind === 'cedula-vencida' && hasNie(profile)) return 'kind-profile';
  if (kind === 'proteccion' && profile === 'juridica') return 'kind-profile';
  if (expires !== undefined && expires < today && !renews(typed, today)) return 'document-over';
  if ((kind === 'correo-perdido' || kind === 'proteccion') && !contacts) return 'contacts-missing';
  return profile === 'juridica' && !representative ? 'representative-missing' : undefined;
}

/** Whether it is a foreigner's card whose renewal is pending. */
export const renews = ({ document, renewal }: Pick<Typed, 'document' | 'renewal'>, today: Day): boolean =>
  document === 'cedula-extranjero' && renewal !== undefined && renewal.date <= today;

/**
 * Whether the person has to name the folio that they got in their session: a NIE may have been registered by another
 * person, who waits for its holder to show the document at a counter (rules, Squatting).
 */
export const needsFolio = (
  { kind, folio }: Pick<Typed, 'kind'> & { readonly folio: string | undefined },
  account: Pick<Account, 'identidad'> | undefined,
): boolean => kind === 'documento-migrante' && !folio && account?.identidad !== 'documento';

/**
 * Whether the person has to name the e-mail of that account as well: who shows the document has to be who opens its
 * mail.
 */
export const needsAccountMail = (
  { kind }: Pick<Typed, 'kind'>,
  account: Pick<Account, 'identidad'> | undefined,
): boolean => kind === 'documento-migrante' && account?.identidad !== 'documento';

/** Whether contacts have to be asked for: those on file of a proved account are what is disputed. */
export const needsContacts = (
  { kind, contacts }: Pick<Typed, 'kind' | 'contacts'>,
  account: Pick<Account, 'identidad'> | undefined,
): boolean => kind === 'identidad-disputada' && !contacts && account !== undefined && keepsAccount(account);
