import { invitationsOf } from '../../account/invitations.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ProvedSignIn } from './proof-ticket.ts';

/** On what the sign-in of a facilitador rests. */
export interface HereOn {
  /** Subject of the company. */
  readonly company: string;
  /** Throws `proof-lapsed` where the mandate ended since; within the transaction that has locked the account. */
  assertStands(): Promise<void>;
}

/**
 * The company on whose mandate a facilitador goes on; undefined for every other profile, and `choose` where several let
 * the facilitador in and none was chosen, or none does, which the page of the choice says. Throws Unavailable.
 */
export async function invitedHere(
  deps: Deps,
  { account, mandate }: Pick<ProvedSignIn, 'account' | 'mandate'>,
): Promise<HereOn | 'choose' | undefined> {
  if (account.profile !== 'facilitador') return undefined;
  const invitations = await invitationsOf(deps, account);
  const [only, another] = mandate === undefined ? invitations : invitations.filter((one) => one.mandate.id === mandate);
  if (!only || another) return 'choose';
  const { company } = only;
  return {
    company,
    async assertStands() {
      const stands = await deps.mandates.inForce(account.id, deps.now());
      if (!stands.some(({ id }) => id === only.mandate.id)) throw new Refusal('proof-lapsed');
    },
  };
}
