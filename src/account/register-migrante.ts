import type { Nie } from '../domain/nie.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { assertNetworkMayRegister, beginRegistration } from './begin-registration.ts';
import { type PersonRegistration, personBeginning } from './register-natural.ts';

/** The form of a person without a Chilean card: as the natural one, with a NIE and no serial. */
export interface MigranteRegistration extends PersonRegistration {
  readonly nie: Nie;
}

/**
 * Registers a person by NIE; names come from the register of NIE. The identity is `declarada` until the desk has seen
 * the document.
 */
export async function registerMigrante(
  world: World,
  asked: MigranteRegistration,
  visitor: Visitor,
  browser?: string,
): Promise<string> {
  await assertNetworkMayRegister(world, visitor);
  const person = await world.nieRegistry.findPerson(asked.nie);
  if (!person) throw new Refusal('nie-not-found');
  const who = {
    profile: 'migrante',
    kind: 'NIE',
    identifier: asked.nie,
    identidad: 'declarada',
    simulado: world.nieRegistry.simulado,
  } as const;
  return beginRegistration(world, personBeginning(who, person.name, asked), visitor, browser);
}
