import { actOf } from '../../../account/send-invitation.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import {
  type FacilitadorInvitation,
  INVITATION_RESENDINGS,
  type InvitationState,
} from '../../../domain/facilitador/invitation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

type Needs = Pick<Deps, 'atomically' | 'audit' | 'facilitadorInvitations' | 'throttles'>;

/**
 * A company has an invitation sent again, which ends the earlier link: three times a day, and ten times in all. Throws
 * `invitation-gone` for one that ended or is another company's, `invitation-sent-often`, and `too-many-invitations`.
 */
export async function sendAgain(deps: Needs, here: Here, id: string): Promise<void> {
  const own = await ownInvitation(deps, here, id, ['enviada']);
  const { resent = 0 } = own;
  if (resent >= INVITATION_RESENDINGS) throw new Refusal('invitation-sent-often', { times: INVITATION_RESENDINGS });
  const { allowed, until } = await deps.throttles.consume(rateLimits.invitationsAgain, own.id);
  if (!allowed) throw new Refusal('too-many-invitations', { until });
  const change = { state: 'por-enviar', sending: undefined, resent: resent + 1 } as const;
  const queued = await deps.atomically(() => deps.facilitadorInvitations.change(own.id, ['enviada'], change));
  if (queued) return;
  await deps.throttles.refund(rateLimits.invitationsAgain, own.id);
  throw new Refusal('invitation-gone');
}

/** A company withdraws an invitation that was not accepted: its link says so from then on. Throws `invitation-gone`. */
export async function withdrawInvitation(deps: Needs, here: Here, id: string, visitor: Visitor): Promise<void> {
  const own = await ownInvitation(deps, here, id, OPEN);
  await deps.atomically(async () => {
    const ended = await deps.facilitadorInvitations.change(own.id, OPEN, { state: 'retirada' });
    if (!ended) throw new Refusal('invitation-gone');
    const entry = actOf(here.account, ended, doneBy(here).details);
    await deps.audit.record({ ...entry, act: 'invitation.withdrawn', visitor });
  });
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const OPEN: readonly InvitationState[] = ['por-enviar', 'enviada'];

/** Among those of the company: an id of another one is none. */
async function ownInvitation(
  { facilitadorInvitations }: Needs,
  { account }: Here,
  id: string,
  from: readonly InvitationState[],
): Promise<FacilitadorInvitation> {
  if (id === '') throw new Refusal('invitation-unchosen');
  const own = UUID.test(id) ? await facilitadorInvitations.find(id) : undefined;
  if (own?.company.accountId !== account.id || !from.includes(own.state)) throw new Refusal('invitation-gone');
  return own;
}
