import { namedFor } from '../../account/public-bodies.ts';
import type { Here } from '../../account/who-is-in.ts';
import type { Tab } from '../../http/signed-in/frame.ts';
import type { Deps } from '../../ports/deps.ts';

/** Where pages of members stand: of a company, or of the public bodies of which a person is the first person. */
export interface MemberSide {
  readonly path: string;
  readonly tab: Tab;
  /** Where a user goes who has nothing to do here. */
  opensFor(deps: Deps, here: Here): Promise<string | undefined>;
}

const company: MemberSide = {
  path: '/miembros',
  tab: 'members',
  opensFor: async (_deps, { account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
};

const publicBody: MemberSide = {
  path: '/organizaciones/miembros',
  tab: 'organisations',
  opensFor: async (deps, { account }) => {
    if (account.profile === 'juridica') return '/cuenta';
    return (await namedFor(deps, account)).length > 0 ? undefined : '/cuenta';
  },
};

export const memberSides = [company, publicBody] as const;
