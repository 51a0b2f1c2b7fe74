import type { AccountClaims, Client } from 'oidc-provider';
import { companyKind } from '../account/company-kind.ts';
import { type Account, fullName, type PersonName, rutOf } from '../domain/account.ts';
import { isAddress } from '../domain/address.ts';
import { placeOf } from '../domain/comunas.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import { isNamed } from '../domain/identity-level.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Organisation } from '../ports/mandates.ts';

/** The subject of a sign-in: an account and, for a company, the person who acts. */
export interface Holder {
  readonly id: string;
  readonly account: Account;
  readonly actor?: Actor | undefined;
  /** The company that lets a facilitador in. */
  readonly invitedBy?: Organisation | undefined;
}

/** The value by which a client knows a subject. */
export type Pairwise = (subject: string, client: Client) => string;

interface Telling {
  /** Whether the client may know the identity of the subject. */
  readonly identity: boolean;
  readonly subjectOf: (subject: string) => string;
}

/** Every claim that could be disclosed of a subject; the provider picks by scope. */
export async function subjectClaims(
  deps: Deps,
  holder: Holder,
  { identity, subjectOf }: Telling,
): Promise<AccountClaims> {
  const contact = contactClaims(holder);
  if (!identity) return contact;
  const company = holder.actor ? await companyClaims(deps, holder.account, holder.actor, subjectOf) : {};
  return { ...contact, ...identityClaims(holder.account), ...company, ...invitedClaims(holder) };
}

function contactClaims({ id, account }: Holder): AccountClaims {
  const { email, mobile, workPhone, address } = account.personal;
  const phone = account.profile === 'juridica' ? workPhone : mobile;
  const place = placeOf(address.comuna);
  const street = [
    `${address.street} ${address.number}`,
    address.block && `Block ${address.block}`,
    address.flat && `Depto. ${address.flat}`,
  ];
  return {
    sub: id,
    email,
    email_verified: true,
    ...(phone ? { phone_number: phone, phone_number_verified: phone === confirmedMobile(account) } : {}),
    ...(isAddress(address) && {
      address: {
        street_address: street.filter(Boolean).join(', '),
        locality: place?.comuna,
        region: place?.region,
        country: 'CL',
      },
    }),
  };
}

/**
 * `identidad` is a person's own: that of the person who acts for a company is in `representante` (rules, Kind of
 * number).
 */
function identityClaims({ identifier, kind, identidad, profile, personal }: Account): Record<string, unknown> {
  const [number = '', digit = ''] = identifier.split('-');
  const { name, company } = personal;
  return {
    ...(company?.razonSocial ? { name: company.razonSocial } : {}),
    ...(name && isNamed(identidad) ? nameClaims(name) : {}),
    tipo_persona: profile,
    rut: identifier,
    RolUnico: { numero: Number(number), DV: digit, tipo: kind },
    ...(profile === 'juridica' ? {} : { identidad }),
  };
}

/**
 * The name of a person in the registry; disclosed from `revisada` on. A part that the registry does not have is no
 * claim, never an empty one (OpenID Connect Core 5.3.2).
 */
export function nameClaims({ given, paternal, maternal }: PersonName): Record<string, string> {
  const claims = {
    name: fullName({ given, paternal, maternal }),
    given_name: given,
    family_name: [paternal, maternal].filter(Boolean).join(' '),
    apellido_paterno: paternal,
    apellido_materno: maternal,
  };
  return Object.fromEntries(Object.entries(claims).filter((claim): claim is [string, string] => Boolean(claim[1])));
}

/** The company that invited a facilitador, who does not act for it: never `empresa`, `representante` or `act`. */
const invitedClaims = ({ invitedBy }: Holder): Record<string, unknown> =>
  invitedBy ? { invitado_por: { rut: invitedBy.rut, razon_social: invitedBy.razonSocial } } : {};

/**
 * `act` (RFC 8693, 4.1) only if the card of the person who acts was checked; below that the representative is declared.
 */
async function companyClaims(
  deps: Deps,
  account: Account,
  { subject, run, name, identidad }: Actor,
  subjectOf: Telling['subjectOf'],
): Promise<Record<string, unknown>> {
  const rut = rutOf(account);
  return {
    empresa: {
      rut,
      razon_social: account.personal.company?.razonSocial || undefined,
      tipo: await companyKind(deps, rut),
    },
    representante: { rut: run, ...(identidad === 'documento' ? { name: fullName(name) } : {}), identidad },
    ...(identidad === 'documento' ? { act: { sub: subjectOf(subject) } } : {}),
  };
}
