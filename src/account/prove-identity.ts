import type { CedulaSerial } from '../domain/cedula.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { checkCedula } from './check-cedula.ts';

/** Raises an account that was only declared to `documento`, once its holder shows the number of the card in force. */
export async function proveIdentity(
  world: World,
  accountId: string,
  serial: CedulaSerial,
  visitor: Visitor,
): Promise<void> {
  const account = await world.accounts.find(accountId);
  if (account?.state !== 'activa') throw new Refusal('account-frozen');
  await checkCedula(world, account.identifier, serial, visitor);
  await world.atomically(async () => {
    await world.accounts.change(account.id, (latest) => ({ ...latest, identidad: 'documento' }));
    await world.audit.record({ act: 'identity.proved', accountId: account.id, subject: account.subject, visitor });
  });
}
