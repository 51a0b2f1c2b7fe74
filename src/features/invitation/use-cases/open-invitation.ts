import { mailOf, type Standing, standingOf } from '../../../account/invitation-standing.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import type {
  FacilitadorInvitation,
  InvitationObstacle,
  InvitationState,
} from '../../../domain/facilitador/invitation.ts';
import { yearAfter } from '../../../domain/mandate.ts';
import type { Deps } from '../../../ports/deps.ts';

/** An invitation whose link is valid, and what it rests on. */
export interface OpenInvitation extends Standing {
  readonly invitation: FacilitadorInvitation;
}

/** Why a link leads nowhere, and the company where it was once valid. */
export interface ClosedInvitation {
  readonly over: 'vencida' | 'retirada' | 'devuelta' | Exclude<InvitationObstacle, 'pausa'>;
  readonly company?: string | undefined;
}

/**
 * What the link of an invitation opens; it changes nothing. Company and mailbox are judged again each time. Throws
 * Unavailable where the SII does not answer.
 */
export async function openInvitation(deps: Deps, token: string): Promise<OpenInvitation | ClosedInvitation> {
  const link = await deps.links.peek('invitation', token);
  const invitation = link?.about ? await deps.facilitadorInvitations.ofSending(link.about) : undefined;
  if (!link || !invitation) return { over: 'vencida' };
  const company = invitation.company.razonSocial;
  const ended = endings[invitation.state];
  if (ended) return { over: ended, company };
  // What it would begin lasts a year from the approval, however often it is sent.
  if (yearAfter(invitation.approvedAt) <= deps.now()) return { over: 'vencida', company };
  const standing = await standingOf(deps, invitation);
  if (typeof standing === 'string') return { over: standing === 'pausa' ? 'empresa' : standing, company };
  const sentTo = link.contact as Email | undefined;
  const same = sentTo !== undefined && mailboxOf(sentTo) === mailboxOf(mailOf(invitation, standing.existing));
  return same ? { ...standing, invitation } : { over: 'vencida', company };
}

const endings: Readonly<Record<InvitationState, ClosedInvitation['over'] | undefined>> = {
  enviada: undefined,
  'por-enviar': 'vencida',
  activada: 'vencida',
  detenida: 'vencida',
  devuelta: 'devuelta',
  retirada: 'retirada',
};
