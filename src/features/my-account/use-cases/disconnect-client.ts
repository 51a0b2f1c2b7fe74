import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Ends what a client has of the account: consents of every user who acts for it, grants, tokens and its part in every
 * session, of which it is notified. A client that had a consent is told that it was withdrawn. For a client that neither knows the account nor was agreed to, changes nothing.
 */
export async function disconnectClient(
  deps: Deps,
  here: Here,
  { clientId, name }: { readonly clientId: string; readonly name: string },
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const { id, personal } = here.account;
    const revoked = await deps.consents.revoke(id, clientId);
    // Before it is forgotten that the client knows the account.
    if (revoked) await deps.clientEvents.publishTo(clientId, here.account, 'consent-withdrawn');
    const forgotten = await deps.clientUses.forget(id, clientId);
    if (!revoked && !forgotten) return;
    await deps.sessions.endAt(id, clientId);
    await deps.audit.record({ act: 'platform.disconnected', ...doneBy(here), clientId, visitor });
    const link = await disavowLink(deps, here.account, personal.email);
    const details = { ...doneNow(deps, visitor, here.actor), platform: name, link };
    await deps.notifier.send(
      { kind: 'platform-disconnected', ...details },
      { channel: 'mail', to: personal.email },
      id,
    );
  });
}
