import type { PersonName } from '../domain/account.ts';
import type { Address } from '../domain/address.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Email } from '../domain/email.ts';
import type { PlainKey } from '../domain/key.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { World } from '../ports/world.ts';
import { assertNetworkMayRegister, type Beginning, beginRegistration } from './begin-registration.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';

/** What a person without a company fills in, whatever the identifier. */
export interface PersonRegistration {
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  readonly address: Address;
  readonly email: Email;
  readonly mobile?: Phone | undefined;
  readonly homePhone?: Phone | undefined;
  readonly workPhone?: Phone | undefined;
  readonly key: PlainKey;
}

/** The form of the guide (natural, chapter 2), read. */
export interface NaturalRegistration extends PersonRegistration {
  readonly run: Rut;
  readonly serial?: CedulaSerial | undefined;
}

/** Registers a person with a RUN. With the number of the card the identity is `documento` at once (C11). */
export async function registerNatural(
  world: World,
  asked: NaturalRegistration,
  visitor: CardVisitor,
  browser?: string,
): Promise<string> {
  await assertNetworkMayRegister(world, visitor);
  const name = await nameOf(world, asked.run);
  if (asked.serial) await checkCedula(world, asked.run, asked.serial, visitor);
  const who = {
    profile: 'natural',
    kind: 'RUN',
    identifier: asked.run,
    simulado: world.civilRegistry.simulado,
  } as const;
  const beginning = personBeginning({ ...who, identidad: asked.serial ? 'documento' : 'declarada' }, name, asked);
  const card = asked.serial && { run: asked.run, serial: asked.serial };
  return beginRegistration(world, { ...beginning, card }, visitor, browser);
}

/** Names come from the Registro Civil; the dead and the unknown get one answer. */
async function nameOf({ civilRegistry }: World, run: Rut): Promise<PersonName> {
  const person = await civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  return person.name;
}

/** The beginning of a person's account, with a RUN or a NIE. */
export function personBeginning(
  who: Omit<Beginning['account'], 'personal'>,
  name: PersonName,
  { email, mobile, homePhone, workPhone, address, key, question }: PersonRegistration,
): Beginning {
  const personal = { name, email, mobile, homePhone, workPhone, address };
  // Below a checked card a refusal would confirm a right guess of the name.
  const names = who.identidad === 'documento' ? [name.given, name.paternal, name.maternal] : [];
  return { account: { ...who, personal }, key, question, names };
}
