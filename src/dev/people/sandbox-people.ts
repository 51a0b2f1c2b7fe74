import type { AccountState, IdentifierKind, PersonalData, Profile } from '../../domain/account.ts';
import type { Email } from '../../domain/email.ts';
import type { Identidad } from '../../domain/identity-level.ts';
import type { Nie } from '../../domain/nie.ts';
import type { Phone } from '../../domain/phone.ts';
import type { Rut } from '../../domain/rut.ts';
import { companiesAt } from './companies.ts';
import { foreignPeople } from './foreign-people.ts';
import { people } from './people.ts';

/** A published account of the sandbox: each has one state, so that no developer has to change another's. */
export interface SandboxAccount {
  /** Its name on the page and in the JSON. */
  readonly id: string;
  readonly profile: Profile;
  readonly kind: IdentifierKind;
  readonly identifier: Rut | Nie;
  readonly identidad: Identidad;
  readonly state: AccountState;
  readonly personal: PersonalData;
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

const ofMigrante = (id: string, nie: string): SandboxAccount => {
  const found = foreignPeople.find((one) => one.nie === nie);
  if (!found) throw new Error(`no fictional person ${nie}`);
  const personal = { name: found.name, email: `${id}@correo.example` as Email, mobile, address };
  const identifier = found.nie;
  return { id, profile: 'migrante', kind: 'NIE', identifier, identidad: 'documento', state: 'activa', personal };
};

/** One for each kind of account and each state that a platform meets. */
export const sandboxAccounts: readonly SandboxAccount[] = [
  ofPerson('rosa', '44000001-0', 'documento'),
  ofPerson('pedro', '44000002-9', 'declarada'),
  ofPerson('camila', '44000003-7', 'documento', 'congelada'),
  ofCompany('panaderia', '54000001-8', '44000001-0'),
  ofCompany('quillay', '54000002-6', '44000002-9'),
  ofMigrante('marie', '199000001-4'),
];
