import type { CardVisitor } from '../../../account/card-tries.ts';
import { type Examining, payForLookUp } from '../../../account/look-up-pass.ts';
import { assertNotRegistered } from '../../../account/registered-already.ts';
import type { PersonName } from '../../../domain/account.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type Begun, beginRegistration, type Registering } from './begin-registration.ts';
import { type PersonRegistration, personBeginning } from './register-natural.ts';

/** The form of a person without a Chilean card: as the natural one, with a NIE and no serial. */
export interface MigranteRegistration extends PersonRegistration {
  readonly nie: Nie;
}

/** Checks the NIE that was read: whether it has an account, and with a pass the answer of the register of NIE. */
export async function examineMigrante(
  deps: Deps,
  { nie }: { readonly nie?: Nie | undefined },
  { visitor, pass }: Examining,
): Promise<PersonName | undefined> {
  if (!nie) return undefined;
  await assertNotRegistered(deps, { profile: 'migrante', identifier: nie }, visitor);
  if (!pass) return undefined;
  await payForLookUp(deps, visitor, nie, pass);
  return (await found(deps, nie)).name;
}

/**
 * Registers a person by NIE; names come from the register of NIE. The identity is `declarada` until the desk has seen
 * the document. Throws what `examineMigrante` throws, and `key-guessable`.
 */
export async function registerMigrante(
  deps: Deps,
  asked: MigranteRegistration,
  visitor: CardVisitor,
  browser?: string,
  { pass = {}, origin }: Registering = {},
): Promise<Begun> {
  const name = await examineMigrante(deps, asked, { visitor, pass });
  if (!name) throw new Refusal('nie-not-found');
  const who = {
    profile: 'migrante',
    kind: 'NIE',
    identifier: asked.nie,
    identidad: 'declarada',
    simulado: deps.nieRegistry.simulado,
  } as const;
  return beginRegistration(deps, personBeginning(who, name, asked), visitor, { browser, origin });
}

async function found({ nieRegistry }: Deps, nie: Nie) {
  const person = await nieRegistry.findPerson(nie);
  if (!person) throw new Refusal('nie-not-found');
  return person;
}
