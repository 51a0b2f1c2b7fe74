import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { hourOf } from './hour.ts';
import { proveKey } from './prove-key.ts';
import type { KeyAgain } from './request-export.ts';
import type { RightsDesk, Staff } from './rights-desk.ts';
import { tellHolder } from './tell-holder.ts';

/** The request that a link in a letter names. */
export async function rightOfLink(
  { links, rights }: Pick<Deps, 'links' | 'rights'>,
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
  deps: Deps,
  { token, ...again }: KeyAgain & { readonly token: string },
  visitor: Visitor,
): Promise<void> {
  const request = await rightOfLink(deps, token);
  const account = request && (await deps.accounts.find(request.accountId));
  if (!request || !account || request.kind !== 'bloqueo' || request.liftedAt) throw new Refusal('link-spent');
  const { profile, identifier } = account;
  const { provisional } = await proveKey(deps, { profile, identifier, ...again, visitor, lifting: true });
  if (provisional) throw new Refusal('key-provisional', { provisional: provisional.id });
  await deps.atomically(() => endBlock(deps, request, { by: 'key', visitor }));
}

/** Who ends a block, and why: a person of the agency gives reasons, or refused the request. */
interface Ending {
  readonly by: string;
  readonly visitor?: Visitor | undefined;
  readonly reasons?: string | undefined;
  readonly refused?: boolean | undefined;
}

/** Ends the block that stands on an account, if there is one; part of the caller's transaction. */
export async function endBlockOf(desk: RightsDesk, accountId: string, how: Ending): Promise<void> {
  const block = await desk.rights.block(accountId);
  if (block) await endBlock(desk, block, how);
}

/** Ends a block by a person of the agency, with the reasons; `false` where none stands. */
export async function liftBlockAtDesk(
  desk: RightsDesk,
  request: RightRequest,
  how: { readonly by: Staff; readonly reasons: string },
): Promise<boolean> {
  return desk.atomically(() => endBlock(desk, request, how));
}

/** Ends a block, with whose word is told; part of the caller's transaction. `false` where it had ended before. */
export async function endBlock(
  desk: RightsDesk,
  { id, accountId, folio }: RightRequest,
  how: Ending,
): Promise<boolean> {
  const { by, visitor, reasons, refused } = how;
  const account = await desk.accounts.lock(accountId);
  if (!(await desk.rights.lift(id, reasons))) return false;
  await desk.audit.record({
    act: 'right.lifted',
    accountId,
    subject: account?.subject,
    visitor,
    details: { by, folio },
  });
  if (account?.state !== 'suspendida') return true;
  await desk.accounts.change(accountId, (latest) => ({ ...latest, state: 'activa' }));
  await desk.platformEvents.tell(account, 'account-enabled');
  await tellHolder(desk, account, { kind: 'block-lifted', at: hourOf(desk.now()), folio, reasons, refused });
  return true;
}
