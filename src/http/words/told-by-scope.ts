import { type Account, formatIdentifier, fullName, holderName } from '../../domain/account.ts';
import type { Scope } from '../../domain/claims.ts';
import { placeOf } from '../../domain/comunas.ts';
import { formatPhone, type Phone } from '../../domain/phone.ts';
import type { Actor } from '../../ports/companies.ts';

/** What a platform learns by a scope, and its value today. */
export interface Told {
  readonly name: string;
  readonly value: string;
}

type Telling = (account: Account, actor: Actor | undefined) => Told | undefined;

/** What a person reads of each scope. */
const items: Readonly<Partial<Record<Scope, Telling>>> = {
  profile: (account) => ({ name: 'Nombre', value: holderName(account) ?? 'Solo después de comprobar su identidad' }),
  run: ({ identifier, kind }) => ({ name: kind === 'NIE' ? 'NIE' : 'RUT', value: formatIdentifier(identifier) }),
  // Of whoever acts for no company it tells nothing.
  empresa: (_account, actor) => actor && { name: 'Representante', value: representative(actor) },
  email: ({ personal }) => ({ name: 'Correo electrónico', value: personal.email }),
  // A company tells the telephone of its office, as the claim does.
  phone: ({ profile, personal }) =>
    profile === 'juridica'
      ? { name: 'Teléfono', value: writtenPhone(personal.workPhone) ?? 'Sin teléfono' }
      : { name: 'Celular', value: writtenPhone(personal.mobile) ?? 'Sin celular' },
  address: ({ personal }) => ({ name: 'Domicilio', value: streetOf(personal) }),
};

/** One line for each scope that tells something of this person, always in the same order. */
export function toldBy(scopes: readonly Scope[], account: Account, actor: Actor | undefined): readonly Told[] {
  const wanted = (Object.keys(items) as Scope[]).filter((scope) => scopes.includes(scope));
  return wanted.flatMap((scope) => items[scope]?.(account, actor) ?? []);
}

const writtenPhone = (phone: Phone | undefined): string | undefined => phone && formatPhone(phone);

/** "Los Aromos 12, depto. 56, Santiago". */
export function streetOf({ address }: Account['personal']): string {
  const { street, number, block, flat, comuna } = address;
  const parts = [`${street} ${number}`, block && `block ${block}`, flat && `depto. ${flat}`, placeOf(comuna)?.comuna];
  return parts.filter(Boolean).join(', ');
}

/** "Rosa Elena Soto Díaz, RUT 12.345.678-5", or the number alone while the card was not checked. */
function representative(actor: Actor): string {
  const number = `RUT ${formatIdentifier(actor.run)}`;
  return actor.identidad === 'documento' ? `${fullName(actor.name)}, ${number}` : number;
}
