import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';
import { proveKey } from './prove-key.ts';
import type { KeyAgain } from './request-export.ts';
import { tellHolder } from './tell-holder.ts';

/** The request that a link in a letter names. */
export async function rightOfLink(
  { links, rights }: Pick<World, 'links' | 'rights'>,
  token: string,
): Promise<RightRequest | undefined> {
  const link = await links.peek('right', token);
  return link?.about === undefined ? undefined : rights.find(link.about);
}

/**
 * Lifts a block by the link of its letter and the key: its holder asked for it, and ends it at will. Throws `link-spent`
 * where no block stands, and what the login throws for the key.
 */
export async function liftBlock(
  world: World,
  { token, ...again }: KeyAgain & { readonly token: string },
  visitor: Visitor,
): Promise<void> {
  const request = await rightOfLink(world, token);
  const account = request && (await world.accounts.find(request.accountId));
  if (!request || !account || request.kind !== 'bloqueo' || request.liftedAt) throw new Refusal('link-spent');
  const { profile, identifier } = account;
  const { provisional } = await proveKey(world, { profile, identifier, ...again, visitor, lifting: true });
  if (provisional) throw new Refusal('key-provisional', { provisional: provisional.id });
  await world.atomically(() => endBlock(world, request, { by: 'key', visitor }));
}

/** Ends the block that stands on an account, if there is one; part of the caller's transaction. */
export async function endBlockOf(world: World, accountId: string, how: Parameters<typeof endBlock>[2]): Promise<void> {
  const block = await world.rights.block(accountId);
  if (block) await endBlock(world, block, how);
}

/** Ends a block, with whose word is told; part of the caller's transaction. A second time changes nothing. */
export async function endBlock(
  world: World,
  { id, accountId, folio }: RightRequest,
  { by, visitor }: { readonly by: string; readonly visitor?: Visitor | undefined },
): Promise<void> {
  const account = await world.accounts.change(accountId, (latest) => latest);
  if (!(await world.rights.lift(id))) return;
  await world.audit.record({
    act: 'right.lifted',
    accountId,
    subject: account?.subject,
    visitor,
    details: { by, folio },
  });
  if (account?.state !== 'suspendida') return;
  await world.accounts.change(accountId, (latest) => ({ ...latest, state: 'activa' }));
  await world.platformEvents.tell(account, 'account-enabled');
  await tellHolder(world, account, { kind: 'block-lifted', at: hourOf(world.now()), folio });
}
