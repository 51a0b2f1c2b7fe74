import { type Account, rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { parseHolderId } from '../domain/holder-id.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { checkCedula } from './check-cedula.ts';

/**
 * Raises to `documento` what was only declared, once the number of the card in force is shown: a person's own account,
 * or whoever acts for a company.
 */
export async function proveIdentity(
  world: World,
  holder: string,
  serial: CedulaSerial,
  visitor: Visitor,
): Promise<void> {
  const { accountId, actorSubject } = parseHolderId(holder);
  const account = await world.accounts.find(accountId);
  if (account?.state !== 'activa') throw new Refusal('account-frozen');
  return actorSubject === undefined
    ? proveOwner(world, account, serial, visitor)
    : proveActor(world, account, actorSubject, serial, visitor);
}

async function proveOwner(world: World, account: Account, serial: CedulaSerial, visitor: Visitor): Promise<void> {
  await checkCedula(world, rutOf(account), serial, visitor);
  await world.atomically(async () => {
    await world.accounts.change(account.id, (latest) => ({ ...latest, identidad: 'documento' }));
    await world.audit.record({ act: 'identity.proved', accountId: account.id, subject: account.subject, visitor });
  });
}

async function proveActor(
  world: World,
  account: Account,
  subject: string,
  serial: CedulaSerial,
  visitor: Visitor,
): Promise<void> {
  const actor = await world.companies.findActor(account.id, { subject });
  if (!actor) throw new Refusal('not-representative');
  await checkCedula(world, actor.run, serial, visitor);
  await world.atomically(async () => {
    await world.companies.addActor(account.id, { ...actor, identidad: 'documento' });
    // The company is proved too, as if its representative had shown the card at registration.
    await world.accounts.change(account.id, (latest) => ({ ...latest, identidad: 'documento' }));
    const details = { actor: subject };
    await world.audit.record({ act: 'identity.proved', accountId: account.id, subject, visitor, details });
  });
}
