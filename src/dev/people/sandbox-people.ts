import type { AccountState, IdentifierKind, PersonalData, Profile } from '../../domain/account.ts';
import type { Email } from '../../domain/email.ts';
import type { Identidad } from '../../domain/identity-level.ts';
import type { Nie } from '../../domain/nie.ts';
import type { Phone } from '../../domain/phone.ts';
import type { Rut } from '../../domain/rut.ts';
import { type PersonSwitch, personSwitches } from '../../ports/sandbox-people.ts';
import { companiesAt } from './companies.ts';
import { foreignPeople } from './foreign-people.ts';
import { people } from './people.ts';

/** A published account of the sandbox: each has one state, but for one whose state is switched for some minutes. */
export interface SandboxAccount {
  /** Its name on the page and in the JSON. */
  readonly id: string;
  readonly profile: Profile;
  readonly kind: IdentifierKind;
  readonly identifier: Rut | Nie;
  readonly identidad: Identidad;
  readonly state: AccountState;
  readonly personal: PersonalData;
  /** What it may be switched to; none for most. */
  readonly switches?: readonly PersonSwitch[] | undefined;
  /** The company that lets a facilitador in. */
  readonly invitedBy?: Rut | undefined;
  /** A company that lost its representative: the product itself sets the contacts aside and asks for a card. */
  readonly representativeLeft?: true | undefined;
}

const address = { street: 'Pasaje Los Aromos', number: '123', comuna: '13101' };
const mobile = '+56940000001' as Phone;

const ofPerson = (id: string, run: string, identidad: Identidad, state: AccountState = 'activa'): SandboxAccount => {
  const found = people.find((one) => one.run === run);
  if (!found) throw new Error(`no fictional person ${run}`);
  const personal = { name: found.name, email: `${id}@correo.example` as Email, mobile, address };
  return { id, profile: 'natural', kind: 'RUN', identifier: found.run, identidad, state, personal };
};

const ofCompany = (id: string, rut: string, run: string): SandboxAccount => {
  const company = companiesAt(new Date()).find((one) => one.rut === rut);
  const person = people.find((one) => one.run === run);
  if (!company || !person) throw new Error(`no fictional company ${rut}`);
  const representative = { run: person.run, name: person.name, mobile };
  const personal = {
    company: { razonSocial: company.razonSocial, representative },
    email: `${id}@empresa.example` as Email,
    workPhone: '+56223456789' as Phone,
    address,
  };
  const identifier = company.rut;
  return { id, profile: 'juridica', kind: 'RUT', identifier, identidad: 'documento', state: 'activa', personal };
};

const ofForeigner = (id: string, nie: string, as: Pick<SandboxAccount, 'profile' | 'identidad'>): SandboxAccount => {
  const found = foreignPeople.find((one) => one.nie === nie);
  if (!found) throw new Error(`no fictional person ${nie}`);
  const personal = { name: found.name, email: `${id}@correo.example` as Email, mobile, address };
  return { id, kind: 'NIE', identifier: found.nie, state: 'activa', personal, ...as };
};

const panaderia = ofCompany('panaderia', '54000001-8', '44000001-0');

/** One for each kind of account and each state that a platform meets. */
export const sandboxAccounts: readonly SandboxAccount[] = [
  ofPerson('rosa', '44000001-0', 'documento'),
  ofPerson('pedro', '44000002-9', 'declarada'),
  ofPerson('camila', '44000003-7', 'documento', 'congelada'),
  panaderia,
  { ...ofCompany('quillay', '54000002-6', '44000002-9'), representativeLeft: true },
  ofForeigner('marie', '199000001-4', { profile: 'migrante', identidad: 'documento' }),
  {
    ...ofForeigner('lucas', '199000107-K', { profile: 'facilitador', identidad: 'documento' }),
    invitedBy: panaderia.identifier as Rut,
  },
  { ...ofPerson('ana', '44000105-K', 'documento'), switches: personSwitches },
];
