import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { endBlock } from './end-block.ts';
import { proveKey } from './prove-key.ts';
import type { KeyAgain } from './request-export.ts';
import type { RightsDeps, Staff } from './rights-deps.ts';

/** The request that a link in a mail names. */
export async function rightOfLink(
  { links, rights }: Pick<Deps, 'links' | 'rights'>,
  token: string,
): Promise<RightRequest | undefined> {
  const link = await links.peek('right', token);
  return link?.about === undefined ? undefined : rights.find(link.about);
}

/**
 * Lifts a block by the link of its mail and the key: its holder asked for it, and may end it. Throws `link-spent` where
 * no block is in force, and what the login throws for the key.
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

/** Ends a block by a person of the agency, with the reasons; `false` where none is in force. */
export async function liftBlockAtDesk(
  desk: RightsDeps,
  request: RightRequest,
  how: { readonly by: Staff; readonly reasons: string },
): Promise<boolean> {
  return desk.atomically(() => endBlock(desk, request, how));
}
