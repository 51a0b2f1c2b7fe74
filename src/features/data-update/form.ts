import { type Account, formatIdentifier, fullName } from '../../domain/account.ts';
import { type DataChanges, mobileOf } from '../../domain/data-update.ts';
import { parseEmailBesides } from '../../domain/email.ts';
import { type Phone, parseMobile, parsePhone } from '../../domain/phone.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Rut } from '../../domain/rut.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { addressFields, addressReaders, companyAddressReaders, toAddress } from '../../http/forms/address-fields.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Actor } from '../../ports/companies.ts';

/**
 * Fields of the form of data, of a person or a company: what a page shows again after an error, and what a draft keeps.
 */
const fields = [
  ...addressFields,
  'email',
  'celular',
  'sin_celular',
  'telefono_particular',
  'telefono_trabajo',
  'telefono',
  'celular_representante',
];

/** What was typed, by the name of the field. */
export function typedData(form: Form): Record<string, string> {
  return Object.fromEntries(fields.filter((name) => form.has(name)).map((name) => [name, text(form, name)]));
}

/** Reads the form of data; `acting` represents the company. Throws FieldRefusals with every field that is wrong. */
export function readData(form: Form, account: Account, acting: Rut | undefined): DataChanges {
  return account.personal.company ? readCompany(form, account, acting) : readPerson(form, account);
}

function readPerson(form: Form, account: Account): DataChanges {
  const of = (name: string) => text(form, name);
  const read = readAll({
    ...addressReaders(form),
    email: () => parseEmailBesides(of('email'), account.personal.email),
    telefono_particular: () => parsePhone(of('telefono_particular')),
    celular: () => (of('sin_celular') ? undefined : parseMobile(of('celular'))),
    telefono_trabajo: () => parsePhone(of('telefono_trabajo')),
  });
  return {
    address: toAddress(read),
    phones: { home: read.telefono_particular, work: read.telefono_trabajo },
    contacts: { email: read.email, mobile: read.celular },
  };
}

function readCompany(form: Form, account: Account, acting: Rut | undefined): DataChanges {
  const of = (name: string) => text(form, name);
  const read = readAll({
    ...companyAddressReaders(form),
    email: () => parseEmailBesides(of('email'), account.personal.email),
    telefono: () => parsePhone(of('telefono')) ?? missing(),
    celular_representante: askedOf('representative', () =>
      readRepresentative(of('celular_representante'), account, acting),
    ),
  });
  return {
    address: toAddress(read),
    phones: { home: account.personal.homePhone, work: read.telefono },
    contacts: { email: read.email, mobile: read.celular_representante },
  };
}

/** A representative whose mobile is on file must give one; another representative may leave that one as it is. */
function readRepresentative(typed: string, account: Account, acting: Rut | undefined): Phone | undefined {
  if (typed.trim() === '' && !hasOwnMobile(account, acting)) return mobileOf(account);
  return parseMobile(typed);
}

/** Whether the mobile on file is that of the representative who acts for the company. */
export function hasOwnMobile({ personal }: Account, acting: Rut | undefined): boolean {
  const known = personal.company?.representative;
  return known?.mobile !== undefined && known.run === acting;
}

function missing(): never {
  throw new Refusal('field-missing');
}

/** The form as the account has it. */
export function valuesOnFile(account: Account, acting: Rut | undefined): Record<string, string> {
  const { address, email, mobile, homePhone, workPhone, company } = account.personal;
  const { street: calle, number: numero, block = '', flat: departamento = '', comuna } = address;
  const shared = { calle, numero, block, departamento, comuna, email };
  if (!company) {
    const phones = { telefono_particular: typedPhone(homePhone), telefono_trabajo: typedPhone(workPhone) };
    return { ...shared, ...phones, celular: typedMobile(mobile), sin_celular: mobile ? '' : '1' };
  }
  const own = hasOwnMobile(account, acting) ? company.representative.mobile : undefined;
  return { ...shared, telefono: typedPhone(workPhone), celular_representante: typedMobile(own) };
}

const typedPhone = (phone: Phone | undefined): string => phone?.slice('+56'.length) ?? '';
const typedMobile = (phone: Phone | undefined): string => phone?.slice('+569'.length) ?? '';

/** The representatives as the page names them: the one who acts, and the one whose mobile is on file. */
export function representativesOf(account: Account, acting: Actor | undefined) {
  const known = account.personal.company?.representative;
  return {
    acting: acting && {
      rut: formatIdentifier(acting.run),
      name: acting.identidad === 'documento' ? fullName(acting.name) : undefined,
    },
    known: known?.mobile && known.run !== acting?.run ? formatIdentifier(known.run) : undefined,
  };
}
