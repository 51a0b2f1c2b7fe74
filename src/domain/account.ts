import type { Address } from './address.ts';
import type { Email } from './email.ts';
import { type Identidad, isNamed } from './identity-level.ts';
import type { Nie } from './nie.ts';
import type { Phone } from './phone.ts';
import { Refusal } from './refusal.ts';
import type { Rut } from './rut.ts';

export type Profile = 'natural' | 'juridica' | 'migrante' | 'facilitador';
export type IdentifierKind = 'RUN' | 'RUT' | 'NIE';

/** Whether accounts of a profile have a NIE: it has no card whose number could be compared. */
export const hasNie = (profile: string | undefined): profile is 'migrante' | 'facilitador' =>
  profile === 'migrante' || profile === 'facilitador';

/** The identifier of an account, in canonical form: a RUT, which is a person's RUN too, or a NIE. */
export type Identifier = Rut | Nie;

/** Lifecycle of an account; a pending one reserves nothing and expires after 24 hours. */
export type AccountState =
  | 'pendiente_correo'
  | 'activa'
  | 'bloqueada_temporal'
  | 'congelada'
  | 'suspendida'
  | 'cerrada';

/** A name as a registry keeps it: any part may be absent, and one is there. */
export interface PersonName {
  readonly given?: string | undefined;
  readonly paternal?: string | undefined;
  readonly maternal?: string | undefined;
}

/** The name of a company at the SII, and the representative who registered it. */
export interface CompanyData {
  readonly razonSocial: string;
  readonly representative: {
    readonly run: Rut;
    readonly name: PersonName;
    /** Erased once the SII no longer names this person. */
    readonly mobile?: Phone | undefined;
    readonly email?: Email | undefined;
    /** Whether the link in a mail to that address was opened. */
    readonly emailConfirmed?: boolean | undefined;
  };
}

/** The last answer to «¿Sigue usando este correo?»: it is used, or another time. */
export interface EmailCheck {
  /** ISO 8601. */
  readonly at: string;
  readonly answer: 'used' | 'later';
}

/** What is sealed at rest: all personal data but the identifier. A person has a name, a company its own data. */
export interface PersonalData {
  readonly name?: PersonName | undefined;
  readonly company?: CompanyData | undefined;
  readonly email: Email;
  readonly mobile?: Phone | undefined;
  readonly homePhone?: Phone | undefined;
  readonly workPhone?: Phone | undefined;
  readonly address: Address;
  /** When its holder was last asked whether the e-mail is still used. */
  readonly emailCheck?: EmailCheck | undefined;
}

/** An identifier with its kind, which states which of the two it is. */
type Numbered =
  | { readonly kind: 'RUN' | 'RUT'; readonly identifier: Rut }
  | { readonly kind: 'NIE'; readonly identifier: Nie };

/** Kind and identifier that were stored side by side, as a pair with the identifier's type. */
export const numbered = (kind: IdentifierKind, identifier: Identifier): Numbered =>
  kind === 'NIE' ? { kind, identifier: identifier as Nie } : { kind, identifier: identifier as Rut };

/** One key and its contacts for one (profile, identifier). */
export type Account = AccountData & Numbered;

interface AccountData {
  readonly id: string;
  readonly profile: Profile;
  /** UUID from which every `sub` is derived; outlives the account. */
  readonly subject: string;
  readonly state: AccountState;
  readonly identidad: Identidad;
  readonly keyHash: string;
  readonly keyChangedAt: Date;
  readonly question?: { readonly id: number; readonly answerHash: string } | undefined;
  readonly personal: PersonalData;
  readonly simulado: boolean;
  /** A company whose representatives changed: its next key needs the card of one in force (rules, Companies). */
  readonly keyNeedsCard: boolean;
  /** Whether the key is shorter than one without a second factor may be (C1). */
  readonly keyShort?: boolean | undefined;
  /** When all sessions were ended last; earlier sign-ins are not valid any more. */
  readonly sessionsEndedAt?: Date | undefined;
  /** Uid of the one session that was kept then. */
  readonly sessionKept?: string | undefined;
  /**
   * Whether nothing depended on it when its row was read and checked: no request that waits, no key that was sent, no
   * credential, no mandate. Never for a decision about what was written since.
   */
  readonly alone?: boolean | undefined;
  readonly createdAt: Date;
  /** When it was frozen because telephone or wallet were stolen: only a card never accepted before opens it. */
  readonly stolenAt?: Date | undefined;
  /** Since when each contact on file is confirmed; only confirmed ones are used for keys and codes. */
  readonly confirmed: ConfirmedContacts;
  /** When the identity rose to what it is; `documento` by the card's number alone is fresh for 30 days. */
  readonly identityProvedAt?: Date | undefined;
  /** Last sign-in from a device that the account knew. */
  readonly knownLoginAt?: Date | undefined;
  /** Another person showed the card for this number, and it is not decided who the holder is. */
  readonly contest?: Contest | undefined;
}

/**
 * State of a contest of an account that was never proved: stopped during the waiting period, in use during it, or a
 * case for two people at the desk.
 */
export type Contest = 'frozen' | 'open' | 'desk';

/**
 * Since when the e-mail (by its link) and the mobile (by a code from it) are confirmed; a company's mobile is its
 * representative's.
 */
export interface ConfirmedContacts {
  readonly email?: Date | undefined;
  readonly mobile?: Date | undefined;
}

/** Hours in which a registration must be confirmed before it expires (rules, Squatting). */
export const CONFIRMATION_HOURS = 24;

/** Whole hours that are left of them: a mail that is sent again does not prolong a registration. */
export function hoursToConfirm({ createdAt }: Pick<Account, 'createdAt'>, now: Date): number {
  const minutes = Math.round((now.getTime() - createdAt.getTime()) / 60_000);
  return Math.floor((CONFIRMATION_HOURS * 60 - minutes) / 60);
}

/** "Rosa Elena Soto Díaz", as a client greets. */
export function fullName(name: PersonName): string {
  return [name.given, name.paternal, name.maternal].filter(Boolean).join(' ');
}

/**
 * The display name of an account holder: of a company its razón social, which is public; of a person the registry's
 * name from `revisada` on. Undefined below that: a user who declares a number does not learn its owner (rules, Names).
 */
export function publicName({ identidad, personal: { name, company } }: Named): string | undefined {
  if (company) return company.razonSocial || undefined;
  return name && isNamed(identidad) ? fullName(name) : undefined;
}

type Named = Pick<Account, 'identidad' | 'personal'>;

/** The display name of a representative: the name at `documento` only, else "RUT 12.345.678-5". */
export function actorName({ run, name, identidad }: NamedActor): string {
  const called = identidad === 'documento' && fullName(name);
  return called || `RUT ${formatIdentifier(run)}`;
}

interface NamedActor {
  readonly run: Rut;
  readonly name: PersonName;
  readonly identidad: Identidad;
}

/** Writes an identifier for display: "12.345.678-5". */
export function formatIdentifier(identifier: Identifier): string {
  return identifier.replace(/\B(?=(\d{3})+-)/g, '.');
}

/** The RUT of an account that has one; a NIE is no RUT, and its document is seen at the desk. */
export function rutOf(account: Numbered): Rut {
  if (account.kind === 'NIE') throw new Refusal('document-at-desk');
  return account.identifier;
}

/** Id of no account: a user without an account costs the same lookup (floor 2). */
export const NO_ACCOUNT = '00000000-0000-4000-8000-000000000000';
