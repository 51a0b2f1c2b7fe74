import type { Account } from '../domain/account.ts';
import type { Actor } from '../ports/companies.ts';
import type { World } from '../ports/world.ts';

/** Who acts for a company, by subject, as a message names that person; undefined where nobody does. */
export async function whoActed(
  { companies }: Pick<World, 'companies'>,
  { id }: Pick<Account, 'id'>,
  subject: string | undefined,
): Promise<Actor | undefined> {
  return subject === undefined ? undefined : companies.findActor(id, { subject });
}
