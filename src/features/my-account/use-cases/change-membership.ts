import { endMembership, tellMembership } from '../../../account/end-membership.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { rutOf } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { needsFactor } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * A company, whose key and factor were proved again, ends a membership. Throws `member-gone` for one that ended or is
 * another company's, and what `assertProved` throws.
 */
export async function endMember(deps: Deps, proved: ProvedHolder, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const { company, mandate } = await ownMember(deps, proved, id);
    await endMembership(deps, mandate, { reason: 'revocado', by: { visitor, details: by(proved) }, company });
  });
}

/**
 * The same company sets how long one lasts from now. Throws as `endMember`, and `member-needs-factor` where `administra`
 * is given again by who has no factor.
 */
export async function setMemberDate(
  deps: Deps,
  proved: ProvedHolder,
  id: string,
  months: number,
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const { company, mandate } = await ownMember(deps, proved, id);
    if (mandate.scope === 'facilitador') throw new Refusal('member-gone');
    if (needsFactor(mandate.scope) && proved.factor === 'none') throw new Refusal('member-needs-factor');
    const renewed = await deps.mandates.renew(mandate.id, monthsAfter(deps.now(), months));
    if (!renewed) throw new Refusal('member-gone');
    const entry = { act: 'member.changed', visitor, details: by(proved) } as const;
    const until = instantOf(renewed.until);
    await tellMembership(deps, renewed, company, entry, (about) => ({ kind: 'member-changed', until, ...about }));
  });
}

/** A member leaves a company. Throws `member-gone` for a membership that ended or is another account's. */
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

/** Under the lock of the company's account: only its own members are its to change. */
async function ownMember(deps: Deps, proved: ProvedHolder, id: string) {
  const company = await deps.accounts.lock(proved.account.id);
  if (company?.state !== 'activa' || company.profile !== 'juridica') throw new Refusal('member-gone');
  await assertProved(deps, proved, { account: company, actor: proved.actor });
  const all = await deps.mandates.ofOrganisation(rutOf(company), 'miembro');
  const mandate = all.find((one) => one.id === id);
  if (!mandate) throw new Refusal('member-gone');
  return { company, mandate };
}
