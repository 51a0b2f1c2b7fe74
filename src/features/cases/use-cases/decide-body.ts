import { randomUUID } from 'node:crypto';
import { tellMembership } from '../../../account/end-membership.ts';
import { memberLinkEnd } from '../../../account/member-link.ts';
import { sendMemberLink } from '../../../account/send-member-link.ts';
import type { Decision } from '../../../domain/cases/case.ts';
import { instantOf } from '../../../domain/instant.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { namedBy } from '../../../domain/member-role.ts';
import type { BodyNaming } from '../../../domain/public-body.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertBody } from './body-of-case.ts';

/** Who decided stands in the trail of the case. */
const DESK = { by: 'desk' } as const;

/**
 * Grants a case of the kind `organismo`, in the transaction of the decision: the first person is invited, or the access of
 * one lasts longer. Throws `case-refused`.
 */
export async function grantBody(deps: Deps, one: DeskCase, _decision: Decision): Promise<void> {
  const { matter, naming } = await assertBody(deps, one);
  if (matter.step === 'nombrar') await invite(deps, one, naming);
  else await renew(deps, one, matter.mandate, naming);
}

async function invite(deps: Deps, { folio }: DeskCase, { rut, razonSocial, email, months }: BodyNaming): Promise<void> {
  if (!email) throw new Refusal('case-refused', { why: 'missing' });
  const now = deps.now();
  const invitation = {
    id: randomUUID(),
    organisation: { rut, razonSocial },
    email,
    role: 'administra',
    until: monthsAfter(now, months),
    source: namedBy(folio),
    state: 'enviada',
    sending: randomUUID(),
    sentAt: now,
    expiresAt: memberLinkEnd(now),
    resent: 0,
  } as const;
  await deps.memberInvitations.add(invitation);
  await sendMemberLink(deps, invitation);
  await deps.audit.record({ act: 'member.invited', details: { ...DESK, folio, role: invitation.role } });
}

async function renew(deps: Deps, { folio }: DeskCase, id: string, { months }: BodyNaming): Promise<void> {
  const renewed = await deps.mandates.renew(id, monthsAfter(deps.now(), months));
  if (!renewed) throw new Refusal('case-refused', { why: 'body-over' });
  const until = instantOf(renewed.until);
  const entry = { act: 'member.changed', details: { ...DESK, folio } } as const;
  await tellMembership(deps, renewed, undefined, entry, (about) => ({ kind: 'member-changed', until, ...about }));
}
