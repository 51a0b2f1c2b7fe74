import type { Account } from '../domain/account.ts';
import type { Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';
import { tellEveryContact } from './tell-every-contact.ts';

/**
 * Ends a contest in favour of the account, which is what it was before; part of a transaction that holds its row.
 * `withdrawn`: the card was shown from a known device; `refused`: the second check of the card failed.
 */
export async function endContest(
  world: World,
  account: Account,
  { id, folio }: Pick<Hold, 'id' | 'folio'>,
  how: 'withdrawn' | 'refused',
): Promise<void> {
  if (!(await world.holds.end(id, how))) return;
  const thaws = account.contest === 'frozen' && account.state === 'congelada';
  const ended = await world.accounts.change(account.id, (latest) => ({
    ...latest,
    contest: undefined,
    state: thaws ? 'activa' : latest.state,
  }));
  if (thaws) await world.platformEvents.tell(account, 'account-enabled');
  const notice = { kind: 'contest-over', at: hourOf(world.now()), folio } as const;
  await tellEveryContact(world, ended ?? account, async () => notice);
}

/** Two people at the desk decide from now on: the card of the same person was shown twice. */
export async function sendContestToDesk(
  world: World,
  account: Account,
  { id, folio }: Pick<Hold, 'id' | 'folio'>,
): Promise<void> {
  if (!(await world.holds.end(id, 'desk'))) return;
  await world.accounts.change(account.id, (latest) => ({ ...latest, contest: 'desk' }));
  await tellEveryContact(world, account, async () => ({ kind: 'contest-at-desk', folio }));
}
