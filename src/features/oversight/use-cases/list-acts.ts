import { type Account, fullName } from '../../../domain/account.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DeskAlarm, StaffAct, StaffActFilter } from '../../../ports/oversight.ts';
import type { StaffMember } from '../../../ports/staff.ts';

/** Acts of a page. */
export const ACTS_PAGE = 25;
/** Acts of a file at most. */
export const ACTS_FILE = 2000;
const ALARMS = 50;

/** Reads members and accounts once each, however many lines name them. */
export interface Names {
  member(id: string): string;
  account(id: string | undefined): Account | undefined;
}

/** An act with the words of its reason, where the member wrote one. */
export interface ListedAct extends StaffAct {
  readonly reason: string | undefined;
}

type Needs = Pick<Deps, 'accounts' | 'deskAlarms' | 'deskReasons' | 'staff' | 'staffActs'>;

/** A page of what members of the staff did, the newest first, and whether there is more. */
export async function listActs(
  deps: Needs,
  filter: StaffActFilter,
  page: number,
): Promise<{ readonly acts: readonly ListedAct[]; readonly more: boolean }> {
  const skip = (page - 1) * ACTS_PAGE;
  const found = await deps.staffActs.read(filter, { skip, limit: ACTS_PAGE + 1 });
  const shown = found.slice(0, ACTS_PAGE);
  const reasons = await reasonsOf(deps, shown);
  return {
    acts: shown.map((act) => ({ ...act, reason: reasons.get(String(act.details.visit)) })),
    more: found.length > ACTS_PAGE,
  };
}

/** What members wrote as reasons, by visit. */
export async function reasonsOf(
  { deskReasons }: Pick<Deps, 'deskReasons'>,
  acts: readonly StaffAct[],
): Promise<ReadonlyMap<string, string>> {
  const visits = new Map<string, string[]>();
  for (const { accountId, details } of acts)
    if (accountId && typeof details.visit === 'string')
      visits.set(accountId, [...(visits.get(accountId) ?? []), details.visit]);
  const words = new Map<string, string>();
  for (const [accountId, ids] of visits)
    for (const [id, text] of await deskReasons.wordsOf(accountId, ids)) words.set(id, text);
  return words;
}

/** The alarms that no auditor has seen, the oldest first. */
export const unseenAlarms = ({ deskAlarms }: Pick<Deps, 'deskAlarms'>): Promise<readonly DeskAlarm[]> =>
  deskAlarms.unseen(ALARMS);

/** The members and accounts that some lines name. */
export async function namesIn(
  { staff, accounts }: Pick<Deps, 'staff' | 'accounts'>,
  ids: readonly (string | undefined)[],
): Promise<Names & { readonly members: readonly StaffMember[] }> {
  const { members } = await staff.list();
  const byId = new Map(members.map((member) => [member.id, fullName(member.name)]));
  const found = new Map<string, Account | undefined>();
  for (const id of new Set(ids)) if (id) found.set(id, await accounts.find(id));
  return { members, member: (id) => byId.get(id) ?? '', account: (id) => (id ? found.get(id) : undefined) };
}
