import { type Account, hasNie } from '../account.ts';
import { reaches } from '../identity-level.ts';
import type { Day } from '../working-days.ts';
import type { AskedAtCounter } from './asked-at-counter.ts';
import { keepsAccount, type WaitingKind } from './counter-effect.ts';
import type { CaseOpener } from './kinds/kind-rules.ts';
import { type StoppedRequest, whyNotSame } from './stopped-request.ts';

/** Kinds that change an account. */
export type EffectKind = WaitingKind | 'proteccion';

/** Why a case cannot be granted: what the account is, or what was asked and seen. */
export type EffectObstacle =
  | 'account-missing'
  | 'account-closed'
  | 'account-suspended'
  | 'account-blocked'
  | 'account-contested'
  | 'never-proved'
  | 'already-proved'
  | 'profile'
  | 'not-asked'
  | 'document-over'
  | 'names-differ'
  | 'contacts-missing'
  | 'representative-missing'
  | 'factor-missing'
  | 'nothing-waits'
  | 'contacts-differ'
  | 'request-unknown'
  | 'request-unread'
  | 'request-changed';

/** Such a registration, and whether its e-mail was confirmed. */
export interface StoppedRecreation extends StoppedRequest {
  readonly read: boolean;
}

/** What an effect depends on besides the account and what was asked. */
export interface EffectAround {
  readonly openedBy: CaseOpener;
  /** Whether its holder had the data blocked. */
  readonly blocked: boolean;
  readonly hasFactor: boolean;
  /** The request of the account that waits for the decision of two people. */
  readonly stopped?: StoppedRequest | undefined;
  /** The registration of an identifier of the old system that was stopped. */
  readonly recreation?: StoppedRecreation | undefined;
  readonly today: Day;
}

type Holder = Pick<Account, 'profile' | 'identidad' | 'state' | 'contest'>;
type Asked = AskedAtCounter | undefined;

/**
 * Why a case of a kind cannot be granted, and nothing where it can. A person who opened it without a session gets no
 * account that was never proved: it may be another one's, and the number itself is what is disputed (rules, Squatting).
 */
export function whyNoEffect(
  kind: EffectKind,
  asked: Asked,
  account: Holder | undefined,
  around: EffectAround,
): EffectObstacle | undefined {
  if (kind === 'identidad-disputada' && account && around.recreation)
    return whyNotRecreate(asked, account, around.recreation, around.today);
  if (!account || account.state === 'pendiente_correo') return 'account-missing';
  const why = whyNotState(kind, account, around) ?? whyNotDocument(asked, around.today);
  if (why || !asked) return why ?? 'not-asked';
  if (account.profile === 'juridica' && !asked.representative) return 'representative-missing';
  if (kind === 'identidad-disputada') return keepsAccount(account) && !asked.contacts ? 'contacts-missing' : undefined;
  if (kind === 'segunda-detencion' && around.stopped) return whyNotSame(asked, account.profile, around.stopped);
  if (kind === 'proteccion') return whyNotProtect(asked, account);
  if (!reaches(account.identidad, 'revisada') && around.openedBy !== 'person') return 'never-proved';
  return whyNotKind(kind, asked, account, around);
}

/**
 * A re-creation goes on only for who made it: the person at the counter asks for the contacts of that registration. Of the
 * other party nothing is known but that they read an imported contact; they register once it is dropped.
 */
function whyNotRecreate(asked: Asked, { profile, state }: Holder, made: StoppedRecreation, today: Day) {
  if (state !== 'pendiente_correo') return 'account-missing';
  const why = whyNotDocument(asked, today);
  if (why || !asked) return why ?? 'not-asked';
  if (profile === 'juridica' && !asked.representative) return 'representative-missing';
  if (!asked.contacts) return 'contacts-missing';
  return whyNotSame(asked, profile, made) ?? (made.read ? undefined : 'request-unread');
}

/** The staff opens it, with the person there; who has a NIE has no card that could have proved the account before. */
function whyNotProtect({ contacts }: AskedAtCounter, { profile, identidad }: Holder) {
  if (profile === 'juridica') return 'profile';
  if (profile === 'natural' && identidad !== 'documento') return 'never-proved';
  return contacts ? undefined : 'contacts-missing';
}

/**
 * A disputed number that was never proved is decided in a contest and under a block too, and so is a request that a
 * block stopped, and a protection.
 */
function whyNotState(kind: EffectKind, account: Holder, { blocked, stopped }: EffectAround) {
  const { state, contest } = account;
  if (state === 'cerrada') return 'account-closed';
  if (state === 'suspendida' && !blocked) return 'account-suspended';
  if (kind === 'identidad-disputada' && !keepsAccount(account)) return undefined;
  const ends = kind === 'proteccion' || (kind === 'segunda-detencion' && stopped !== undefined);
  if (state === 'suspendida' && !ends) return 'account-blocked';
  return contest ? 'account-contested' : undefined;
}

/** A foreigner's card that is over counts with the proof that its renewal is pending (rules, Counter). */
function whyNotDocument(asked: Asked, today: Day) {
  if (!asked) return undefined;
  const { document, renewal } = asked;
  const renews = document.kind === 'cedula-extranjero' && renewal !== undefined && renewal.date <= today;
  if (document.expires !== undefined && document.expires < today && !renews) return 'document-over';
  return document.namesAgree ? undefined : 'names-differ';
}

function whyNotKind(kind: EffectKind, asked: AskedAtCounter, account: Holder, { hasFactor }: EffectAround) {
  const { contacts, key } = asked;
  const nothing = !contacts && !key && account.state !== 'congelada';
  switch (kind) {
    case 'correo-perdido':
      return contacts ? undefined : 'contacts-missing';
    case 'factor-perdido':
      return hasFactor ? undefined : 'factor-missing';
    case 'documento-migrante':
      if (!hasNie(account.profile)) return 'profile';
      return nothing && account.identidad === 'documento' ? 'already-proved' : undefined;
    case 'cedula-vencida':
      if (hasNie(account.profile)) return 'profile';
      return nothing && account.identidad === 'documento' ? 'not-asked' : undefined;
    default:
      return account.state === 'congelada' ? undefined : 'nothing-waits';
  }
}
