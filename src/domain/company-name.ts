import { type Account, actorName, formatIdentifier } from './account.ts';
import { confirmedMobile, confirmedRepresentativeEmail } from './contacts.ts';
import type { Email } from './email.ts';
import { maskIdentifier } from './masked-identifier.ts';
import type { Phone } from './phone.ts';
import { isCompanyNumber } from './rut.ts';

/** The name of a company in a message; empty where it may only say «su empresa». */
export interface CompanyName {
  /** As the SII writes it. */
  readonly razonSocial?: string | undefined;
  /** "54.000.001-8". */
  readonly rut?: string | undefined;
}

type Named = Pick<Account, 'state' | 'identidad' | 'identifier' | 'personal' | 'confirmed'>;

/**
 * The company's name in a message to one contact about its account; undefined for the account of a person. An
 * unconfirmed contact gets no name and no number (rules, Contacts).
 */
export function companyKnownTo(account: Named, to: Email | Phone): CompanyName | undefined {
  if (!account.personal.company) return undefined;
  return isConfirmedContact(account, to) ? companyName(account) : {};
}

/**
 * The company's name for a confirmed contact. Razón social and RUT of a legal entity are public at the SII. Of a person
 * with giro the number is a RUN, which no message has, and the name is the person's own, which is shown at `documento`
 * only.
 */
export function companyName({ identidad, identifier, personal: { company } }: Named): CompanyName | undefined {
  if (!company) return undefined;
  const razonSocial = company.razonSocial || undefined;
  if (isCompanyNumber(identifier)) return { razonSocial, rut: formatIdentifier(identifier) };
  return identidad === 'documento' ? { razonSocial } : {};
}

/**
 * How a message names a representative: by name at `documento` only, else by the RUT without its middle
 * ("12.•••.•••-5"), since no message has a whole RUN.
 */
export type NamedActor = { readonly name: string } | { readonly maskedRut: string };

/** Representatives that a message names, and how many more there are. */
export interface NamedActors {
  readonly named: readonly NamedActor[];
  readonly more: number;
}

/** Names a representative for a message. */
export function actorInMessage(actor: Parameters<typeof actorName>[0]): NamedActor {
  const called = actorName(actor);
  const isNumber = called === `RUT ${formatIdentifier(actor.run)}`;
  return isNumber ? { maskedRut: maskIdentifier(actor.run) } : { name: called };
}

function isConfirmedContact(account: Named, to: Email | Phone): boolean {
  if (account.state === 'pendiente_correo') return false;
  return [account.personal.email, confirmedRepresentativeEmail(account), confirmedMobile(account)].some(
    (contact) => contact === to,
  );
}
