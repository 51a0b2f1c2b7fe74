import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { type Examining, payForLookUp } from '../../../account/look-up-pass.ts';
import { assertNotRegistered } from '../../../account/registered-already.ts';
import type { PersonName } from '../../../domain/account.ts';
import type { Address } from '../../../domain/address.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { Email } from '../../../domain/email.ts';
import type { Secret } from '../../../domain/key.ts';
import { assertNotGuessable } from '../../../domain/key-block-list.ts';
import type { Phone } from '../../../domain/phone.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type Beginning, type Begun, beginRegistration, type Registering } from './begin-registration.ts';

/** What a person without a company fills in, whatever the identifier. */
export interface PersonRegistration {
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  readonly address: Address;
  readonly email: Email;
  readonly mobile?: Phone | undefined;
  readonly homePhone?: Phone | undefined;
  readonly workPhone?: Phone | undefined;
  readonly key: Secret;
}

/** The form of the guide (natural, chapter 2), read. */
export interface NaturalRegistration extends PersonRegistration {
  readonly run: Rut;
  readonly serial?: CedulaSerial | undefined;
}

/** What is read of a person's form before any registry is asked. */
export interface NaturalInPart {
  readonly run?: Rut | undefined;
  readonly serial?: CedulaSerial | undefined;
  readonly key?: Secret | undefined;
}

/**
 * Checks what was read of a form, whether or not all of it was: the number, and with a pass the Registro Civil's answer
 * on it and on the card. Gives the name once it asked. Throws `already-registered`, `too-many-tries`,
 * `person-not-found`, what `checkCedula` throws, `key-guessable` (only a right card lets the name count) and
 * Unavailable.
 */
export async function examineNatural(
  deps: Deps,
  { run, serial, key }: NaturalInPart,
  { visitor, pass }: Examining,
): Promise<PersonName | undefined> {
  if (!run) return undefined;
  await assertNotRegistered(deps, { profile: 'natural', identifier: run }, visitor);
  if (!pass) return undefined;
  await payForLookUp(deps, visitor, run, pass);
  const name = await nameOf(deps, run);
  if (!serial) return name;
  await checkCedula(deps, run, serial, visitor);
  if (key) assertNotGuessable(key.reveal(), namesIn(name));
  return name;
}

/**
 * Registers a person with a RUN. With the number of the card the identity is `documento` at once (C11). Throws what
 * `examineNatural` throws, and `key-guessable`.
 */
export async function registerNatural(
  deps: Deps,
  asked: NaturalRegistration,
  visitor: CardVisitor,
  browser?: string,
  { pass = {}, origin }: Registering = {},
): Promise<Begun> {
  const name = await examineNatural(deps, asked, { visitor, pass });
  if (!name) throw new Refusal('person-not-found');
  const who = {
    profile: 'natural',
    kind: 'RUN',
    identifier: asked.run,
    simulado: deps.civilRegistry.simulado,
  } as const;
  const beginning = personBeginning({ ...who, identidad: asked.serial ? 'documento' : 'declarada' }, name, asked);
  const card = asked.serial && { run: asked.run, serial: asked.serial };
  return beginRegistration(deps, { ...beginning, card }, visitor, { browser, origin });
}

/** Names come from the Registro Civil; the dead and the unknown get one answer. */
async function nameOf({ civilRegistry }: Deps, run: Rut): Promise<PersonName> {
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
  // Without a checked card a refusal would confirm a right guess of the name.
  const names = who.identidad === 'documento' ? namesIn(name) : [];
  return { account: { ...who, personal }, key, question, names };
}

const namesIn = ({ given, paternal, maternal }: PersonName) => [given, paternal, maternal];
