import type { FactorHolder } from '../../account/prove-factor.ts';
import type { Here } from '../../account/who-is-in.ts';

/** The holder of the factors of a signed-in user: a representative of a company has their own. */
export const holderOf = ({ account, actor, session }: Here): FactorHolder => ({
  account,
  actor: actor?.subject,
  place: `session ${session.id}`,
});
