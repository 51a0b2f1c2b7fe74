import { isDeepStrictEqual } from 'node:util';
import type { Account, PersonalData } from '../../domain/account.ts';
import type { Deps } from '../../ports/deps.ts';
import type { SandboxAccount } from '../people/sandbox-people.ts';

/** The dependencies for a comparison. */
export type CompareNeeds = Pick<Deps, 'credentials' | 'pendingChanges' | 'mandates' | 'now'>;

/**
 * Whether an account is as published: state, identity, key, contacts and name, with no factor and no request that waits.
 * A published key has the date of its account, which every change of a key replaces.
 */
export async function isAsPublished(deps: CompareNeeds, account: Account, person: SandboxAccount): Promise<boolean> {
  if (!isRowAsPublished(account, person)) return false;
  if ((await deps.credentials.ofAccount(account.id)).length > 0) return false;
  // A contest cannot be withdrawn: who showed the card decides it (src/ports/pending-changes.ts).
  if ((await deps.pendingChanges.allWaiting(account.id)).some(({ kind }) => kind !== 'contest')) return false;
  return !person.invitedBy || (await deps.mandates.inForce(account.id, deps.now())).length > 0;
}

function isRowAsPublished(account: Account, person: SandboxAccount): boolean {
  const { keyNeedsCard, stolenAt, contest, question, keyShort, confirmed } = account;
  const isFree = !stolenAt && !contest && !question && !keyShort;
  const mayLackMobile = person.representativeLeft === true;
  return (
    isFree &&
    account.state === person.state &&
    account.identidad === person.identidad &&
    account.keyChangedAt.getTime() === account.createdAt.getTime() &&
    (!keyNeedsCard || mayLackMobile) &&
    confirmed.email !== undefined &&
    (confirmed.mobile !== undefined || mayLackMobile) &&
    isDeepStrictEqual(compared(account.personal, mayLackMobile), compared(person.personal, mayLackMobile))
  );
}

/** Personal data as JSON stores it, without what a sign-in notes; of a representative who left, without the contacts. */
function compared(personal: PersonalData, left: boolean): unknown {
  const { emailCheck: _, company, ...rest } = personal;
  const { run, name } = company?.representative ?? {};
  const seen = company && left ? { ...company, representative: { run, name } } : company;
  return JSON.parse(JSON.stringify({ ...rest, company: seen }));
}

/** The account as published, with the hash of the published key. */
export function asPublished(latest: Account, person: SandboxAccount, keyHash: string): Account {
  const { state, identidad, personal, representativeLeft } = person;
  const at = latest.createdAt;
  return {
    ...latest,
    state,
    identidad,
    personal: representativeLeft ? withoutContactsOfLeaver(personal) : personal,
    keyHash,
    keyChangedAt: at,
    keyShort: undefined,
    keyNeedsCard: representativeLeft ? latest.keyNeedsCard : false,
    question: undefined,
    stolenAt: undefined,
    contest: undefined,
    identityProvedAt: identidad === 'declarada' ? undefined : at,
    confirmed: { email: at, mobile: representativeLeft ? undefined : at },
  };
}

function withoutContactsOfLeaver(personal: PersonalData): PersonalData {
  const { company } = personal;
  if (!company) return personal;
  const { run, name } = company.representative;
  return { ...personal, company: { ...company, representative: { run, name } } };
}
