/**
 * Where an invitation of a member stands: its link waits, a person accepted it, or the company withdrew it. One that
 * waits stays in the list after its link expired: it can be sent again.
 */
export type MemberInvitationState = 'enviada' | 'aceptada' | 'retirada';

/** How many times an invitation can be sent again. */
export const MEMBER_RESENDINGS = 3;

/** What its company reads of it. */
export type InvitationStanding = 'waits' | 'lapsed' | 'over';

/** Whether its link can be used, can be sent again, or its membership would have ended by now. */
export function invitationStanding(
  { expiresAt, until }: { readonly expiresAt: Date; readonly until: Date },
  at: Date,
): InvitationStanding {
  if (until <= at) return 'over';
  return expiresAt <= at ? 'lapsed' : 'waits';
}
