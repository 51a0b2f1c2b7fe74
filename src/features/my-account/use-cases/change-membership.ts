import { endMembership, giverOf, tellMembership } from '../../../account/end-membership.ts';
import { isStanding } from '../../../account/invitations.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { administeredFor } from '../../../account/public-bodies.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { isNamed } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mandate } from '../../../ports/mandates.ts';

/**
 * A company, or the first person of a public body, whose key and factor were proved again, ends a membership. Throws
 * `member-gone` for one that ended, is another organisation's, or was given by the desk, and what `assertProved` throws.
 */
export async function endMember(deps: Deps, proved: ProvedHolder, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const mandate = await ownMember(deps, proved, id);
    await endMembership(deps, mandate, { reason: 'revocado', by: { visitor, details: by(proved) } });
  });
}

/**
 * The same sets how long one lasts from now. Throws as `endMember`, and `member-needs-factor` where who gives it
 * again has no factor. An account that another person claims dates nothing.
 */
export async function setMemberDate(
  deps: Deps,
  proved: ProvedHolder,
  id: string,
  months: number,
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const mandate = await ownMember(deps, proved, id, isStanding);
    if (mandate.scope === 'facilitador') throw new Refusal('member-gone');
    if (proved.factor === 'none') throw new Refusal('member-needs-factor');
    const renewed = await deps.mandates.renew(mandate.id, monthsAfter(deps.now(), months));
    if (!renewed) throw new Refusal('member-gone');
    const entry = { act: 'member.changed', visitor, details: by(proved) } as const;
    const until = instantOf(renewed.until);
    await tellMembership(deps, renewed, await giverOf(deps, renewed), entry, (about) => ({
      kind: 'member-changed',
      until,
      ...about,
    }));
  });
}

/** A member leaves an organisation. Throws `member-gone` for a membership that ended or is another account's. */
export async function leaveOrganisation(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    await deps.accounts.lock(here.account.id);
    const all = await deps.mandates.ofAccount(here.account.id, 'miembro');
    const own = all.find((one) => one.id === id && !one.endedAt);
    if (!own) throw new Refusal('member-gone');
    await endMembership(deps, own, { reason: 'renuncia', by: { visitor, details: doneBy(here).details } });
  });
}

const by = ({ actor }: ProvedHolder) => ({ by: 'account', ...(actor ? { actor } : {}) });

const isActive = ({ state }: Account): boolean => state === 'activa';

/**
 * Under the lock of the giver's account: only members of its organisations whom the desk did not name. Access is taken
 * away by an account that is active, and given by one that stands.
 */
async function ownMember(deps: Deps, proved: ProvedHolder, id: string, may = isActive): Promise<Mandate> {
  const giver = await deps.accounts.lock(proved.account.id);
  if (!giver || !may(giver)) throw new Refusal('member-gone');
  await assertProved(deps, proved, { account: giver, actor: proved.actor });
  for (const rut of await administeredFor(deps, giver)) {
    const all = await deps.mandates.ofOrganisation(rut, 'miembro');
    const mandate = all.find((one) => one.id === id);
    if (mandate && !isNamed(mandate.source)) return mandate;
  }
  throw new Refusal('member-gone');
}
