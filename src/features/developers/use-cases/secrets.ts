import type { Here } from '../../../account/who-is-in.ts';
import { mayHaveSecret, roleMay } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MadeSecret } from '../../../ports/portal-clients.ts';
import { mailPossibleFrom } from './mail-budget.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';

/**
 * Makes a secret, to be shown once. Throws what `ownClient` throws, `portal-secrets-two`, `portal-state` for a client that
 * proves itself in another way, and `portal-secrets-often` for who develops where no mail would tell a contact.
 */
export async function makeSecret(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<MadeSecret> {
  const { role } = await ownClient(deps, here, id, 'newSecret');
  return deps.atomically(async () => {
    const made = await deps.portalClients.newSecret(id, (found) => {
      stillMay('newSecret', role)(found);
      if (!mayHaveSecret(found)) throw new Refusal('portal-state');
    });
    if (!made) throw new Refusal('portal-gone');
    const { number } = made;
    const withheld = await recordAct(deps, { here, visitor }, made.client, {
      act: 'portal.secret-made',
      news: 'secret-made',
      details: { number },
    });
    const { organisation, data } = made.client;
    if (withheld > 0 && !roleMay('institution', role))
      throw new Refusal('portal-secrets-often', {
        until: await mailPossibleFrom(deps, organisation, data.technicalContacts, 'secrets'),
      });
    return made;
  });
}

/** Ends a secret at once. Throws what `ownClient` throws, and `portal-secret-gone`. */
export async function endSecret(
  deps: Deps,
  here: Here,
  { id, number }: { readonly id: string; readonly number: number },
  visitor: Visitor,
): Promise<void> {
  const { role } = await ownClient(deps, here, id, 'endSecret');
  await deps.atomically(async () => {
    const client = await deps.portalClients.endSecret(id, number, stillMay('endSecret', role));
    if (!client) throw new Refusal('portal-gone');
    const news = 'secret-ended' as const;
    await recordAct(deps, { here, visitor }, client, { act: 'portal.secret-ended', news, details: { number } });
  });
}

/** Whether a secret may be shown now: once, to who still may make one. Marks it as shown. */
export async function showOnce(deps: Deps, here: Here, id: string, number: number): Promise<boolean> {
  await ownClient(deps, here, id, 'newSecret');
  return deps.atomically(async () => {
    const client = await deps.portalClients.change(id, ({ secrets }) => {
      const one = secrets.find((secret) => secret.number === number);
      if (!one || one.shown) return undefined;
      return { secrets: secrets.map((secret) => (secret === one ? { ...one, shown: true as const } : secret)) };
    });
    return client !== undefined;
  });
}
