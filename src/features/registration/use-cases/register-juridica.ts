import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { type Examining, payForLookUp } from '../../../account/look-up-pass.ts';
import { assertNotRegistered } from '../../../account/registered-already.ts';
import { assertInForce, assertRepresents, companyNow } from '../../../account/representation.ts';
import { tryRepresentative } from '../../../account/representative-tries.ts';
import type { Address } from '../../../domain/address.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { Email } from '../../../domain/email.ts';
import type { Secret } from '../../../domain/key.ts';
import { assertNotGuessable } from '../../../domain/key-block-list.ts';
import type { Phone } from '../../../domain/phone.ts';
import { Refusal, refusalOf, refuseAll } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Person } from '../../../ports/civil-registry.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Company } from '../../../ports/tax-registry.ts';
import { type Beginning, type Begun, beginRegistration, type Registering } from './begin-registration.ts';

/** The form of the guide (jurídica, chapter 2), read. */
export interface JuridicaRegistration {
  readonly company: Rut;
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  readonly representative: {
    readonly run: Rut;
    readonly mobile: Phone;
    readonly email?: Email | undefined;
    readonly serial?: CedulaSerial | undefined;
  };
  readonly address: Address;
  readonly email: Email;
  readonly phone: Phone;
  readonly key: Secret;
}

/** What is read of a company's form before any registry is asked. */
interface Read {
  readonly company?: Rut | undefined;
  readonly representative: { readonly run?: Rut | undefined; readonly serial?: CedulaSerial | undefined };
  readonly key?: Secret | undefined;
}

/** The answers of the SII and the Registro Civil. */
interface Known {
  readonly company: Company;
  readonly person: Person;
}

/**
 * Checks what was read of a form, whether or not all of it was: the company's number, and with a pass the SII's answer
 * on it, on the representative, and the Registro Civil's on the card. Representatives who are wrong count (M-40, M-41,
 * M-44). Throws one Refusal, or Refusals; Unavailable.
 */
export async function examineJuridica(
  deps: Deps,
  { company: rut, representative, key }: Read,
  { visitor, pass }: Examining,
): Promise<Known | undefined> {
  if (!rut) return undefined;
  await assertNotRegistered(deps, { profile: 'juridica', identifier: rut }, visitor);
  if (!pass) return undefined;
  await payForLookUp(deps, visitor, rut, pass);
  let company: Company | undefined;
  const asking = async () => {
    company = await companyNow(deps, rut);
    return company;
  };
  let person: Person | undefined;
  const wrong = await refusalOf(async () => {
    person = await personOf(deps, rut, representative, asking, visitor);
  });
  const guessable = await refusalOf(() => company && key && assertNotGuessable(key.reveal(), [company.razonSocial]));
  refuseAll([wrong, guessable]);
  return company && person && { company, person };
}

/** The representative in force, whose card was right where one was shown; undefined while none is named. */
async function personOf(
  deps: Deps,
  company: Rut,
  { run, serial }: Read['representative'],
  asking: () => Promise<Company | undefined>,
  visitor: CardVisitor,
): Promise<Person | undefined> {
  if (!run) {
    assertInForce(await asking());
    return undefined;
  }
  await tryRepresentative(deps, company, visitor, async () => assertRepresents(await asking(), run));
  const person = await deps.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('not-representative');
  if (serial) await checkCedula(deps, run, serial, visitor);
  return person;
}

/**
 * Registers a company that the SII knows, by one of its representatives in force. With the number of the
 * representative's card the identity is `documento` at once. The representative is notified by SMS once the e-mail is
 * confirmed. Throws what `examineJuridica` throws.
 */
export async function registerJuridica(
  deps: Deps,
  asked: JuridicaRegistration,
  visitor: CardVisitor,
  browser?: string,
  { pass = {}, origin }: Registering = {},
): Promise<Begun> {
  const known = await examineJuridica(deps, asked, { visitor, pass });
  if (!known) throw new Refusal('not-representative');
  const { key, question } = asked;
  const { run, serial } = asked.representative;
  const account = accountOf(deps, asked, known.company, known.person);
  const card = serial && { run, serial };
  const names = [known.company.razonSocial];
  return beginRegistration(deps, { account, key, question, names, card }, visitor, { browser, origin });
}

function accountOf(
  { civilRegistry }: Deps,
  { representative, address, email, phone }: JuridicaRegistration,
  { rut, razonSocial }: Company,
  { name }: Person,
): Beginning['account'] {
  const { run, mobile, email: own, serial } = representative;
  return {
    profile: 'juridica',
    kind: 'RUT',
    identifier: rut,
    identidad: serial ? 'documento' : 'declarada',
    personal: {
      company: { razonSocial, representative: { run, name, mobile, email: own } },
      email,
      workPhone: phone,
      address,
    },
    simulado: civilRegistry.simulado,
  };
}
