import type { Account } from '../domain/account.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { shutDown } from './shut-down.ts';

type Needs = Parameters<typeof shutDown>[0] & Pick<Deps, 'companies'>;

/**
 * Ends the lost factors of a holder, of a company those of the representative with this RUN, with their printed codes and
 * remembered browsers, and every session and token of the account; what waits stays, since it does not rest on the factor.
 * Part of the caller's transaction. Returns the person of the company, where it is one.
 */
export async function endLostFactor(deps: Needs, account: Account, run: Rut | undefined, visitor: Visitor) {
  const isCompany = account.profile === 'juridica';
  const actor = isCompany && run ? await deps.companies.findActor(account.id, { run }) : undefined;
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: 'stay',
    block: 'stay',
    factors: { which: 'lost', actor: actor?.subject, visitor },
    events: [],
  });
  return actor;
}
