import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { World } from '../../../ports/world.ts';

/**
 * Ends what a client has of the account: consents of everybody who acts for it, grants, tokens and its part in every
 * session, of which it is told. One that neither knows the account nor was agreed to changes nothing.
 */
export async function disconnectPlatform(
  world: World,
  here: Here,
  { clientId, name }: { readonly clientId: string; readonly name: string },
  visitor: Visitor,
): Promise<void> {
  await world.atomically(async () => {
    const { id, personal } = here.account;
    const ended = [await world.platformUses.forget(id, clientId), await world.consents.revoke(id, clientId)];
    if (!ended.includes(true)) return;
    await world.sessions.endAt(id, clientId);
    await world.audit.record({ act: 'platform.disconnected', ...doneBy(here), clientId, visitor });
    const link = await disavowLink(world, here.account, personal.email);
    const told = { ...doneNow(world, visitor, here.actor), platform: name, link };
    await world.notifier.send({ kind: 'platform-disconnected', ...told }, { channel: 'mail', to: personal.email }, id);
  });
}
