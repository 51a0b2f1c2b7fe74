import type { Account } from '../../../domain/account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A login that succeeded. */
interface Login {
  readonly clientId: string;
  readonly visitor: Visitor;
  /** Whether the account knew the browser before. */
  readonly known: boolean;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
}

/**
 * Writes a login into the trail, from which Actividad is shown; one from a known browser counts as use by the holder.
 */
export async function noteLogin(
  { audit, accounts, now }: Pick<Deps, 'audit' | 'accounts' | 'now'>,
  { id: accountId, subject }: Pick<Account, 'id' | 'subject'>,
  { clientId, visitor, known, actor }: Login,
): Promise<void> {
  const details = { known, ...(actor ? { actor } : {}) };
  await audit.record({ act: 'login.succeeded', accountId, subject, clientId, visitor, details });
  if (known) await accounts.change(accountId, (latest) => ({ ...latest, knownLoginAt: now() }));
}
