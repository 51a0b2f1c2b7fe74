import type { Address } from './address.ts';
import type { Email } from './email.ts';
import type { Phone } from './phone.ts';
import type { Rut } from './rut.ts';

export type Profile = 'natural' | 'juridica' | 'migrante' | 'facilitador';
export type IdentifierKind = 'RUN' | 'RUT' | 'NIE';

/** Lifecycle of an account; a pending one reserves nothing and lapses after 24 hours. */
export type AccountState =
  | 'pendiente_correo'
  | 'activa'
  | 'bloqueada_temporal'
  | 'congelada'
  | 'suspendida'
  | 'cerrada';

/** How the identity is known: somebody typed it, or the card was checked with the Registro Civil. */
export type Identidad = 'declarada' | 'documento';

/** A name as the Registro Civil keeps it. */
export interface PersonName {
  readonly given: string;
  readonly paternal: string;
  readonly maternal?: string | undefined;
}

/** What is sealed at rest: everything personal but the identifier. */
export interface PersonalData {
  readonly name: PersonName;
  readonly email: Email;
  readonly mobile?: Phone | undefined;
  readonly homePhone?: Phone | undefined;
  readonly workPhone?: Phone | undefined;
  readonly address: Address;
}

/** One key and its contacts for one (profile, identifier). */
export interface Account {
  readonly id: string;
  readonly profile: Profile;
  readonly kind: IdentifierKind;
  readonly identifier: Rut;
  /** UUID from which every `sub` is derived; outlives the account. */
  readonly subject: string;
  readonly state: AccountState;
  readonly identidad: Identidad;
  readonly keyHash: string;
  readonly keyChangedAt: Date;
  readonly question?: { readonly id: number; readonly answerHash: string } | undefined;
  readonly personal: PersonalData;
  readonly simulado: boolean;
  readonly createdAt: Date;
}

/** Hours in which a registration must be confirmed before it lapses (policy, Squatting). */
export const CONFIRMATION_HOURS = 24;

/** "Rosa Elena Soto Díaz", as a platform greets. */
export function fullName(name: PersonName): string {
  return [name.given, name.paternal, name.maternal].filter(Boolean).join(' ');
}
