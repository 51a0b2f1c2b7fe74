import { proveOwnKey } from '../../../account/prove-key.ts';
import { proveHolder } from '../../../account/proved-holder.ts';
import type { KeyAgain } from '../../../account/request-export.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DataExport, ExportFormat } from '../../../ports/exports.ts';

/** Copies of the user: of a company those that the same representative asked for. */
export async function exportsOf({ exports }: Pick<Deps, 'exports'>, here: Here): Promise<readonly DataExport[]> {
  return (await exports.list(here.account.id)).filter((one) => isTheirs(one, here));
}

/** A copy in a format, for the user; undefined for one that is not theirs, not ready or expired. */
export async function fetchExport(
  deps: Deps,
  here: Here,
  { id, format }: { readonly id: string; readonly format: ExportFormat },
  visitor: Visitor,
): Promise<string | undefined> {
  const found = await deps.exports.find(id);
  if (!found || !isTheirs(found, here)) return undefined;
  const content = await deps.exports.content(id, format);
  if (content) await deps.audit.record({ act: 'export.fetched', ...doneBy(here), visitor });
  return content;
}

function isTheirs({ accountId, actor }: DataExport, here: Here): boolean {
  return accountId === here.account.id && actor === here.actor?.subject;
}

/** The copy that a link in a message names, while it is kept. */
export async function exportOfLink(
  { links, exports }: Pick<Deps, 'links' | 'exports'>,
  token: string,
): Promise<DataExport | undefined> {
  const link = await links.peek('export', token);
  return link?.about === undefined ? undefined : exports.find(link.about);
}

/** The account of the copy that a link names; none for a company's, which is given in Mi cuenta alone. */
export async function accountOfLink(
  deps: Pick<Deps, 'links' | 'exports' | 'accounts'>,
  token: string,
): Promise<Account | undefined> {
  const found = await exportOfLink(deps, token);
  return found && found.actor === undefined ? deps.accounts.find(found.accountId) : undefined;
}

/**
 * The same by the link and the key, and the factor of who has one, which is known only after a right key: the link alone
 * proves nothing (floor 7). A company's copy is for the representative
 * who asked, whom its key does not identify: it is given in Mi cuenta alone. Throws `link-spent`, and what the login
 * throws for the key and `proveHolder` for the factor.
 */
export async function fetchByLink(
  deps: Deps,
  { token, format, factor, ...again }: KeyAgain & { readonly token: string; readonly format: ExportFormat },
  visitor: Visitor,
): Promise<string> {
  const found = await exportOfLink(deps, token);
  const account = await accountOfLink(deps, token);
  if (!found || !account) throw new Refusal('link-spent');
  const { profile, identifier, id: accountId, subject } = account;
  await proveOwnKey(deps, { profile, identifier, ...again, visitor });
  await proveHolder(deps, { account, actor: undefined }, factor, visitor);
  const content = await deps.exports.content(found.id, format);
  if (!content) throw new Refusal('link-spent');
  await deps.audit.record({ act: 'export.fetched', accountId, subject, visitor });
  return content;
}
