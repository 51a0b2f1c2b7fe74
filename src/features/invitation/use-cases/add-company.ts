import type { FactorShown } from '../../../account/prove-held.ts';
import { proveOwnKey } from '../../../account/prove-key.ts';
import { assertProved, proveHolder } from '../../../account/proved-holder.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal, type RefusalCode } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accept, beginMandate } from './begin-mandate.ts';
import { openInvitation } from './open-invitation.ts';

/** What a person with an account shows. */
export interface Shown {
  readonly key: Secret;
  readonly factor: FactorShown | undefined;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

const wrong: ReadonlySet<RefusalCode> = new Set(['key-wrong', 'credentials-wrong', 'person-unknown']);

/**
 * The mandate of a further company begins, for a facilitador who proves key and factor; nothing else of the account
 * changes. Throws `own-key-wrong`, `invitation-over`, and what a wrong factor throws.
 */
export async function addCompany(deps: Deps, token: string, shown: Shown, visitor: Visitor): Promise<void> {
  const open = await openInvitation(deps, token);
  if ('over' in open || !open.existing) throw new Refusal('invitation-over');
  const { profile, identifier, id } = open.existing;
  const { key, device } = shown;
  const account = await proveOwnKey(deps, { profile, identifier, key, device, visitor }).catch((error: unknown) => {
    throw error instanceof Refusal && wrong.has(error.code) ? new Refusal('own-key-wrong') : error;
  });
  if (account.id !== id) throw new Refusal('invitation-over');
  const proved = await proveHolder(deps, { account, actor: undefined }, shown.factor, visitor);
  await deps.atomically(async () => {
    const accepted = await accept(deps, token, open);
    const locked = await deps.accounts.lock(id);
    if (locked?.state !== 'activa') throw new Refusal('invitation-over');
    await assertProved(deps, proved, { account: locked, actor: undefined });
    await beginMandate(deps, accepted, { account: locked, existing: true, visitor });
  });
}
