import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { hourOf } from './hour.ts';
import { type KeyProof, type Proven, proveKey } from './prove-key.ts';

export interface LogInAttempt extends KeyProof {
  readonly platform: { readonly clientId: string; readonly name: string };
  /** What else must hold once the key is proved, before anybody is told of a login; it refuses by throwing. */
  readonly admit?: ((account: Account) => Promise<void>) | undefined;
}

/**
 * Lets whoever holds the key in; a browser that the account does not know is told to its holder. A provisional key is
 * refused with `key-provisional` and its id, once all else holds: it leads to the page that changes it (M-14).
 */
export async function logIn(world: World, attempt: LogInAttempt): Promise<Account> {
  const proven = await proveKey(world, attempt);
  await attempt.admit?.(proven.account);
  if (proven.provisional) throw new Refusal('key-provisional', { provisional: proven.provisional.id });
  await welcome(world, attempt, proven);
  return proven.account;
}

async function welcome(
  world: World,
  { key, visitor, platform }: LogInAttempt,
  { account, known }: Proven,
): Promise<void> {
  const renewed = world.hasher.isOld(account.keyHash) ? await world.hasher.hash(key) : undefined;
  await world.atomically(async () => {
    if (renewed)
      await world.accounts.change(account.id, (latest) =>
        latest.keyHash === account.keyHash ? { ...latest, keyHash: renewed } : latest,
      );
    await world.audit.record({
      act: 'login.succeeded',
      accountId: account.id,
      subject: account.subject,
      clientId: platform.clientId,
      visitor,
      details: { known },
    });
    if (known) return;
    const notice = {
      kind: 'new-device-login',
      at: hourOf(world.now()),
      device: visitor.device,
      platform: platform.name,
      link: await disavowLink(world, account),
    } as const;
    await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
  });
}
