import type { Account } from '../domain/account.ts';
import { actorInMessage, type NamedActor, type NamedActors } from '../domain/company-name.ts';
import type { Rut } from '../domain/rut.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';

/** The name, in a message, of the person with this subject who acts for a company; undefined where there is none. */
export async function whoActed(
  { companies }: Pick<Deps, 'companies'>,
  { id }: Pick<Account, 'id'>,
  subject: string | undefined,
): Promise<Actor | undefined> {
  return subject === undefined ? undefined : companies.findActor(id, { subject });
}

/** The name of a representative by number, in a message: of one who never acted here nothing else is known. */
export async function representativeOf(
  { companies }: Pick<Deps, 'companies'>,
  { id }: Pick<Account, 'id'>,
  run: Rut,
): Promise<Pick<Actor, 'run' | 'name' | 'identidad'>> {
  return (await companies.findActor(id, { run })) ?? { run, name: {}, identidad: 'declarada' };
}

/** How many representatives a message names; a cooperative may have dozens. */
const MOST_CALLED = 5;

/** Names some representatives for a message; undefined where there are none. */
export async function called(
  deps: Pick<Deps, 'companies'>,
  account: Pick<Account, 'id'>,
  runs: readonly Rut[],
): Promise<NamedActors | undefined> {
  if (runs.length === 0) return undefined;
  const named: NamedActor[] = [];
  for (const run of runs.slice(0, MOST_CALLED)) named.push(actorInMessage(await representativeOf(deps, account, run)));
  return { named, more: runs.length - named.length };
}
