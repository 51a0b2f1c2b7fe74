import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Hold, HoldKind } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { tellHolder } from './tell-holder.ts';

const DAYS_MS = 30 * 24 * 3_600_000;

/**
 * Stops a request that waits, as part of the caller's transaction; says whether it did wait. A recovery stands on a
 * document: whoever stops a second one within thirty days may be the thief, and it goes to the desk instead (floor 7).
 */
export async function stopHold(
  world: World,
  account: Account,
  hold: Hold,
  how: { readonly visitor: Visitor; readonly by: 'link' | 'login' | 'key' | 'account' },
): Promise<boolean> {
  const { kind, folio } = hold;
  const since = new Date(world.now().getTime() - DAYS_MS);
  const again = onDocument.has(kind) && (await world.holds.stoppedSince(account.id, since)) > 0;
  if (!(await world.holds.end(hold.id, again ? 'desk' : 'withdrawn'))) return false;
  await world.audit.record({
    act: again ? 'hold.contested' : 'hold.withdrawn',
    accountId: account.id,
    subject: account.subject,
    visitor: how.visitor,
    details: { kind, by: how.by },
  });
  await tellHolder(world, account, { kind: again ? 'contacts-at-desk' : told[kind], folio });
  return true;
}

/** Recoveries: somebody showed the card for them. An update stands on the key alone, and is only ever stopped. */
const onDocument = new Set<HoldKind>(['replace-contacts', 'recover-by-one']);

const told = {
  'link-run': 'run-link-withdrawn',
  'replace-contacts': 'contacts-withdrawn',
  'recover-by-one': 'contacts-withdrawn',
  'update-contacts': 'update-withdrawn',
} as const satisfies Readonly<Record<HoldKind, string>>;
