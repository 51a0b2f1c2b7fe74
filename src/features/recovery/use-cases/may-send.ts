import { isNamed } from '../../../account/representation.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import type { Account } from '../../../domain/account.ts';
import { runOfCard } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import type { RecoveryOf } from './recover-key.ts';

/**
 * Whether a recovery may still send what it began for, however long ago its steps were: the card serves after a theft, the
 * account holds its number, and whose card it was represents the company by the SII's last word. Where only the last one
 * is gone it gives false, and the next page asks again who represents it. Throws `recovery-over` where the number was
 * taken back, closed or moved meanwhile, `card-stolen`, `document-at-desk`.
 */
export async function maySend(
  deps: Deps,
  of: RecoveryOf,
  account: Account | undefined,
  recovery: StoredRecovery,
): Promise<boolean> {
  const { serial, representative } = recovery;
  if (serial) await assertOpensAfterTheft(deps, account, { run: runOfCard(recovery), serial });
  if (!account) return true;
  const holder = await deps.accounts.findByIdentifier(account.profile, account.identifier);
  if (holder?.id !== account.id) throw new Refusal('recovery-over');
  if (representative === undefined || (await isNamed(deps, account, representative))) return true;
  await deps.recoveries.change(of.id, of.browser, forgetRepresentative);
  return false;
}

const forgetRepresentative = (latest: StoredRecovery): StoredRecovery => ({
  ...latest,
  representative: undefined,
  named: undefined,
  card: false,
  serial: undefined,
  cardAt: undefined,
  email: 'unasked',
  contacts: undefined,
  sent: false,
  outcome: undefined,
});
