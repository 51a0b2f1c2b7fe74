import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import type { KeyProof } from '../../../account/key-proof.ts';
import { type Proven, proveKey } from '../../../account/prove-key.ts';
import { freshHash, keepHash } from '../../../account/renew-hash.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { World } from '../../../ports/world.ts';
import { noteLogin } from './note-login.ts';

export interface LogInAttempt extends KeyProof {
  readonly platform: { readonly clientId: string; readonly name: string };
  /** What else must hold once the key is proved, before anybody is told of a login; it refuses by throwing. Says who acts. */
  readonly admit?: ((account: Account) => Promise<{ readonly actor: string }>) | undefined;
}

/**
 * Lets whoever holds the key in; a browser that the account does not know is told to its holder. A provisional key is
 * refused with `key-provisional` and its id, once all else holds: it leads to the page that changes it (M-14).
 */
export async function logIn(world: World, attempt: LogInAttempt): Promise<Account> {
  const proven = await proveKey(world, attempt);
  const admitted = await attempt.admit?.(proven.account);
  if (proven.provisional) throw new Refusal('key-provisional', { provisional: proven.provisional.id });
  await welcome(world, attempt, { ...proven, ...admitted });
  return proven.account;
}

async function welcome(
  world: World,
  { key, visitor, platform }: LogInAttempt,
  { actor, ...proven }: Proven & { readonly actor?: string },
): Promise<void> {
  const { account, known } = proven;
  const keyHash = await freshHash(world, proven, key);
  await world.atomically(async () => {
    await keepHash(world, account, keyHash);
    await noteLogin(world, account, { clientId: platform.clientId, visitor, known, actor });
    if (known) return;
    const notice = {
      kind: 'new-device-login',
      ...doneNow(world, visitor, await whoActed(world, account, actor)),
      platform: platform.name,
      link: await disavowLink(world, account, account.personal.email),
    } as const;
    await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
  });
}
