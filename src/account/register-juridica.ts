import type { Address } from '../domain/address.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Email } from '../domain/email.ts';
import type { PlainKey } from '../domain/key.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Person } from '../ports/civil-registry.ts';
import type { Company } from '../ports/tax-registry.ts';
import type { World } from '../ports/world.ts';
import { assertNetworkMayRegister, type Beginning, beginRegistration } from './begin-registration.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';
import { assertRepresents, companyNow } from './representation.ts';
import { tryRepresentative } from './representative-tries.ts';

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
  readonly key: PlainKey;
}

/**
 * Registers a company that the SII knows, by one of its representatives in force (M-40, M-41, M-44). With the number
 * of the representative's card the identity is `documento` at once. Gives the id of the message that was sent; the
 * representative is told by SMS once the e-mail is confirmed.
 */
export async function registerJuridica(
  world: World,
  asked: JuridicaRegistration,
  visitor: CardVisitor,
  browser?: string,
): Promise<string> {
  await assertNetworkMayRegister(world, visitor);
  const { run, serial } = asked.representative;
  const company = await tryRepresentative(world, asked.company, visitor, async () =>
    assertRepresents(await companyNow(world, asked.company), run),
  );
  const person = await world.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('not-representative');
  if (serial) await checkCedula(world, run, serial, visitor);

  const { key, question } = asked;
  const account = accountOf(world, asked, company, person);
  const card = serial && { run, serial };
  return beginRegistration(world, { account, key, question, names: [company.razonSocial], card }, visitor, browser);
}

function accountOf(
  { civilRegistry }: World,
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
