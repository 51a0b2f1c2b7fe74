import type { Account } from '../domain/account.ts';
import { fullName } from '../domain/account.ts';
import {
  type FacilitadorInvitation,
  INVITATION_HOURS,
  type SendingObstacle,
} from '../domain/facilitador/invitation.ts';
import { instantOf } from '../domain/instant.ts';
import { yearAfter } from '../domain/mandate.ts';
import type { Nie } from '../domain/nie.ts';
import type { Deps } from '../ports/deps.ts';
import type { InvitationNews } from '../ports/notice.ts';
import { mailOf, type Standing, standingOf } from './invitation-standing.ts';
import { notifyContact } from './notify-account.ts';
import { isNamedForGood } from './representation.ts';

/**
 * A job for a ticker: judges the next invitation that waits, takes its NIE, and sends it. Whether there may be more. While
 * the company is stopped or contested, and while the register or the SII does not answer (Unavailable), it is due again a
 * minute later.
 */
export async function sendNextInvitation(deps: Deps): Promise<boolean> {
  const due = await deps.facilitadorInvitations.takeDue();
  if (!due) return false;
  const before = due.nie ?? (await deps.facilitadorInvitations.acceptedFor(due.data))?.nie;
  const known = { ...due, nie: before };
  const standing = await judged(deps, known);
  if (typeof standing === 'string') await stop(deps, known, standing);
  else if (before) await send(deps, known, standing);
  else await sendFirst(deps, { ...due, nie: await issued(deps, due) });
  return true;
}

/** A number is taken for an invitation that can go; the register may know the person, who then has an account. */
async function sendFirst(deps: Deps, known: FacilitadorInvitation): Promise<void> {
  const standing = await judged(deps, known);
  if (typeof standing === 'string') await stop(deps, known, standing);
  else await send(deps, known, standing);
}

function issued({ nieIssuer }: Deps, { id, asking = id, data }: FacilitadorInvitation): Promise<Nie> {
  const { document, name, sex, birthDate, country } = data;
  return nieIssuer.issue({ id: asking, document, name, sex, birthDate, country });
}

/** As it stands now, for the representative who asked. */
async function judged(deps: Deps, invitation: FacilitadorInvitation): Promise<Standing | SendingObstacle> {
  const standing = await standingOf(deps, invitation);
  if (typeof standing === 'string') return standing;
  return (await isNamedForGood(deps, standing.company, invitation.askedBy.run)) ? standing : 'representante';
}

async function send(deps: Deps, invitation: FacilitadorInvitation, { company, existing }: Standing): Promise<void> {
  const { id, nie } = invitation;
  const expiresAt = new Date(deps.now().getTime() + INVITATION_HOURS * 3_600_000);
  await deps.atomically(async () => {
    if (!existing && (await deps.facilitadorInvitations.isMailboxInvited(invitation)))
      return stop(deps, invitation, 'correo');
    const sending = crypto.randomUUID();
    const change = { state: 'enviada', nie, sending, expiresAt } as const;
    const sent = await deps.facilitadorInvitations.change(id, ['por-enviar'], change);
    if (!sent) return;
    const contact = mailOf(sent, existing);
    const token = await deps.links.issue('invitation', company.id, expiresAt, sending, { contact });
    const notice = {
      kind: 'facilitador-invited',
      company: sent.company.razonSocial,
      until: instantOf(yearAfter(sent.approvedAt)),
      hours: INVITATION_HOURS,
      existing: existing ? true : undefined,
      link: `${deps.issuer}/invitacion/${token}`,
    } as const;
    // About no account: what a company reads of its messages says nothing of this one.
    await deps.notifier.send(notice, { channel: 'mail', to: contact });
    await tellCompany(deps, company, sent, 'sent');
    await deps.audit.record({ ...actOf(company, sent), act: 'invitation.sent' });
  });
}

const newsOf = { correo: 'mail', empresa: 'company', representante: 'representative' } as const;

/** Ends it, and tells the company why; one that only waits stays as it is. */
async function stop(deps: Deps, invitation: FacilitadorInvitation, why: SendingObstacle): Promise<void> {
  if (why === 'pausa') return;
  await deps.atomically(async () => {
    const { id, nie, company } = invitation;
    const stopped = await deps.facilitadorInvitations.change(id, ['por-enviar'], { state: 'detenida', nie });
    const account = stopped && (await deps.accounts.find(company.accountId));
    if (!account) return;
    await tellCompany(deps, account, invitation, newsOf[why]);
    await deps.audit.record({ ...actOf(account, invitation, { reason: why }), act: 'invitation.stopped' });
  });
}

/** What the trail of the company keeps of an invitation. */
export const actOf = (
  { id: accountId, subject }: Account,
  { folio }: Pick<FacilitadorInvitation, 'folio'>,
  details: Readonly<Record<string, string>> = {},
) => ({ accountId, subject, details: { ...details, folio } });

/** Tells an active company what became of an invitation: never the link, nor what the person wrote. */
export async function tellCompany(
  deps: Pick<Deps, 'notifier' | 'now'>,
  company: Account,
  { folio, data }: Pick<FacilitadorInvitation, 'folio' | 'data'>,
  news: InvitationNews,
): Promise<void> {
  if (company.state !== 'activa') return;
  const notice = {
    kind: 'invitation-told',
    at: instantOf(deps.now()),
    folio,
    name: fullName(data.name),
    news,
  } as const;
  await notifyContact(deps, company, notice, { channel: 'mail', to: company.personal.email });
}
