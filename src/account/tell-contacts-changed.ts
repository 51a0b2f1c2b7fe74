import type { Account } from '../domain/account.ts';
import type { Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';
import { tellHolder } from './tell-holder.ts';

/** How long replaced contacts can be brought back. */
const UNDO_DAYS = 7;

/** The contacts that are on file until now hear that others take their place, with a link that brings them back for seven days. */
export async function tellContactsChanged(
  world: World,
  account: Account,
  { id, folio }: Pick<Hold, 'id' | 'folio'>,
): Promise<void> {
  const until = new Date(world.now().getTime() + UNDO_DAYS * 24 * 3_600_000);
  await world.links.endBy('disavow', account.id, until);
  const token = await world.links.issue('revert-contacts', account.id, until, id);
  await tellHolder(world, account, {
    kind: 'contacts-changed',
    at: hourOf(world.now()),
    folio,
    link: `${world.issuer}/revertir/${token}`,
  });
}
