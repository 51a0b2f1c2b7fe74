import { type Account, formatIdentifier, fullName, publicName } from '../../domain/account.ts';
import { isAddress } from '../../domain/address.ts';
import type { Scope } from '../../domain/claims.ts';
import { placeOf } from '../../domain/comunas.ts';
import { formatPhone, type Phone } from '../../domain/phone.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Actor } from '../../ports/companies.ts';
import type { Organisation } from '../../ports/mandates.ts';

/** What a client learns by a scope, and its current value. */
export interface SharedData {
  readonly name: string;
  readonly value: string;
}

type Texts = Catalogue['pages']['shared']['told'];
/** Who acts for a company, or the company on whose mandate a facilitador is in. */
type Beside = Actor | Organisation | undefined;
type Telling = (texts: Texts, account: Account, beside: Beside) => SharedData | undefined;

/** The words for each scope. */
const items: Readonly<Partial<Record<Scope, Telling>>> = {
  profile: ({ name, nameHidden }, account) => ({ name, value: publicName(account) ?? nameHidden }),
  run: (_, { identifier, kind }) => ({ name: kind === 'NIE' ? 'NIE' : 'RUT', value: formatIdentifier(identifier) }),
  // A person who acts for no company shares nothing by it.
  empresa: (texts, _account, beside) => beside && besideIt(texts, beside),
  email: ({ email }, { personal }) => ({ name: email, value: personal.email }),
  // A company shares the telephone of its office, as the claim does.
  phone: (texts, { profile, personal }) =>
    profile === 'juridica'
      ? { name: texts.phone, value: writtenPhone(personal.workPhone) ?? texts.noPhone }
      : { name: texts.mobile, value: writtenPhone(personal.mobile) ?? texts.noMobile },
  address: (texts, { personal }) => ({ name: texts.address, value: streetIn(texts, personal) }),
};

/** One line for each scope that shares something of this person, always in the same order. */
export function sharedBy(
  { pages }: Catalogue,
  scopes: readonly Scope[],
  account: Account,
  beside: Beside,
): readonly SharedData[] {
  const wanted = (Object.keys(items) as Scope[]).filter((scope) => scopes.includes(scope));
  return wanted.flatMap((scope) => items[scope]?.(pages.shared.told, account, beside) ?? []);
}

const writtenPhone = (phone: Phone | undefined): string | undefined => phone && formatPhone(phone);

/** "Los Aromos 12, depto. 56, Santiago". */
export const streetOf = ({ pages }: Catalogue, personal: Account['personal']): string =>
  streetIn(pages.shared.told, personal);

function streetIn(texts: Texts, { address }: Account['personal']): string {
  if (!isAddress(address)) return texts.noAddress;
  const { street, number, block, flat, comuna } = address;
  const parts = [`${street} ${number}`, block && texts.block(block), flat && texts.flat(flat), placeOf(comuna)?.comuna];
  return parts.filter(Boolean).join(', ');
}

const besideIt = (texts: Texts, beside: Actor | Organisation): SharedData =>
  'razonSocial' in beside
    ? { name: texts.invitedBy, value: `${beside.razonSocial}, RUT ${formatIdentifier(beside.rut)}` }
    : { name: texts.representative, value: representative(beside) };

/** "Rosa Elena Soto Díaz, RUT 12.345.678-5", or the number alone while the card was not checked. */
function representative(actor: Actor): string {
  const number = `RUT ${formatIdentifier(actor.run)}`;
  return actor.identidad === 'documento' ? `${fullName(actor.name)}, ${number}` : number;
}
