import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';
import { endBlockOf } from './lift-block.ts';
import { tellHolder } from './tell-holder.ts';

/**
 * "No fui yo": by a link from a contact on file the account is frozen at once; sessions, tokens, provisional keys,
 * requests that wait and a block end. Once in 24 hours for an account (floor 7); the card, or the desk, thaws it.
 * Throws `link-spent`.
 */
export async function freezeAccount(world: World, token: string, visitor: Visitor): Promise<void> {
  await world.atomically(async () => {
    const link = await world.links.spend('disavow', token);
    const account = link && (await world.accounts.change(link.accountId, (latest) => latest));
    if (!account || !(await mayBeStopped(world, account))) throw new Refusal('link-spent');
    if (account.state === 'congelada') return;
    const { allowed, until } = await world.throttles.take(budgets.freezeByAccount, account.id);
    if (!allowed) throw new Refusal('too-many-tries', { until });
    await freeze(world, account, visitor);
  });
}

/** An account in use, or under a block: whoever has the key may have asked for it, and may lift it (floor 5). */
export async function mayBeStopped({ rights }: Pick<World, 'rights'>, { id, state }: Account): Promise<boolean> {
  return (
    state === 'activa' || state === 'congelada' || (state === 'suspendida' && (await rights.block(id)) !== undefined)
  );
}

/** Freezes an account and ends all that hangs from it; part of the caller's transaction. */
export async function freeze(
  world: World,
  account: Account,
  visitor: Visitor,
  details?: Readonly<Record<string, string>>,
): Promise<void> {
  const { id: accountId, subject } = account;
  await world.accounts.change(accountId, (latest) => ({ ...latest, state: 'congelada' }));
  await world.platformEvents.tell(account, 'account-disabled');
  await world.sessions.endAll(accountId);
  await world.provisionalKeys.end(accountId);
  await world.holds.withdrawAll(accountId);
  await endBlockOf(world, accountId, { by: 'freeze', visitor });
  await world.audit.record({ act: 'account.frozen', accountId, subject, visitor, details });
  await tellHolder(world, account, { kind: 'account-frozen', at: hourOf(world.now()), folio: visitor.reference });
}
