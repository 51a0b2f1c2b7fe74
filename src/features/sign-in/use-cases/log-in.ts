import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import type { KeyProof } from '../../../account/key-proof.ts';
import { type Proven, proveKey } from '../../../account/prove-key.ts';
import { freshHash, keepHash } from '../../../account/renew-hash.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { noteLogin } from './note-login.ts';

export interface LogInAttempt extends KeyProof {
  readonly client: { readonly clientId: string; readonly name: string };
  /**
   * A further condition once the key is proved, before any notice of a login; it refuses by throwing. Gives who acts.
   */
  readonly admit?: ((account: Account) => Promise<{ readonly actor: string }>) | undefined;
}

/**
 * Signs in a user with the right key; the account holder is notified of a browser that the account does not know. A
 * provisional key is refused with `key-provisional` and its id, once all other conditions hold: it leads to the page
 * that changes it (M-14).
 */
export async function logIn(deps: Deps, attempt: LogInAttempt): Promise<Account> {
  const proven = await proveKey(deps, attempt);
  const admitted = await attempt.admit?.(proven.account);
  if (proven.provisional) throw new Refusal('key-provisional', { provisional: proven.provisional.id });
  await welcome(deps, attempt, { ...proven, ...admitted });
  return proven.account;
}

async function welcome(
  deps: Deps,
  { key, visitor, client }: LogInAttempt,
  { actor, ...proven }: Proven & { readonly actor?: string },
): Promise<void> {
  const { account, known } = proven;
  const keyHash = await freshHash(deps, proven, key);
  await deps.atomically(async () => {
    await keepHash(deps, account, keyHash);
    await noteLogin(deps, account, { clientId: client.clientId, visitor, known, actor });
    if (known) return;
    const notice = {
      kind: 'new-device-login',
      ...doneNow(deps, visitor, await whoActed(deps, account, actor)),
      platform: client.name,
      link: await disavowLink(deps, account, account.personal.email),
    } as const;
    await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
  });
}
