import { actFor } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type KeyAttempt, takeKey } from './take-key.ts';

interface CompanyAttempt extends Omit<KeyAttempt, 'profile' | 'admit'> {
  /** RUN of any representative in force. */
  readonly representative: Rut;
}

interface CompanyProven {
  readonly account: Account;
  readonly known: boolean;
  readonly actor: Actor;
}

/**
 * Takes the right key of a company from a representative in force. Whether the person is one is shown only after a
 * right key (M-40, M-44); an SII that does not answer is Unavailable once its answer of the last 24 hours is too old.
 */
export async function takeCompanyKey(deps: Deps, attempt: CompanyAttempt): Promise<CompanyProven> {
  let actor: Actor | undefined;
  const admit = async (account: Account) => {
    actor = await actFor(deps, account, attempt.representative, attempt.visitor);
  };
  const proven = await takeKey(deps, { ...attempt, profile: 'juridica', admit }).catch((error: unknown) => {
    // The page that changes a provisional key must know who acts, to continue the sign-in.
    if (!(error instanceof Refusal) || error.code !== 'key-provisional' || !actor) throw error;
    throw new Refusal('key-provisional', { ...error.details, actor: actor.subject });
  });
  return { account: proven.account, known: proven.known, actor: actor as Actor };
}
