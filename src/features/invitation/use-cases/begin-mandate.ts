import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { isStanding } from '../../../account/invitations.ts';
import { notifyAccount } from '../../../account/notify-account.ts';
import { actOf, tellCompany } from '../../../account/send-invitation.ts';
import type { Account } from '../../../domain/account.ts';
import type { FacilitadorInvitation } from '../../../domain/facilitador/invitation.ts';
import { instantOf } from '../../../domain/instant.ts';
import { yearAfter } from '../../../domain/mandate.ts';
import { maskIdentifier } from '../../../domain/masked-identifier.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { OpenInvitation } from './open-invitation.ts';

/** An invitation that is accepted, within the transaction that spent its link. */
export interface Accepted {
  readonly invitation: FacilitadorInvitation;
  readonly company: Account;
}

/**
 * Spends the link, once, with the company's account locked; part of the caller's transaction. Throws `invitation-over`
 * where another caller was faster, or the company does not let people in any more.
 */
export async function accept(deps: Deps, token: string, { invitation, ...open }: OpenInvitation): Promise<Accepted> {
  const company = await deps.accounts.lock(open.company.id);
  const stands = company && isStanding(company) && (await deps.links.spend('invitation', token));
  const accepted =
    stands && (await deps.facilitadorInvitations.change(invitation.id, ['enviada'], { state: 'activada' }));
  if (!accepted || !company) throw new Refusal('invitation-over');
  return { invitation: accepted, company };
}

/** Who accepts, and how long the account exists. */
interface Accepting {
  readonly account: Account;
  readonly existing?: true;
  readonly visitor: Visitor;
}

/**
 * The mandate of the company begins, and both are told; part of the caller's transaction. It lasts twelve months from
 * the approval. Throws `invitation-over` for a request on which one rested before.
 */
export async function beginMandate(
  deps: Deps,
  { invitation, company }: Accepted,
  { account, existing, visitor }: Accepting,
): Promise<void> {
  const until = yearAfter(invitation.approvedAt);
  await grant(deps, invitation, account, until);
  for (const one of [account, company]) {
    const shown = one === account ? visitor : undefined;
    await deps.audit.record({ ...actOf(one, invitation), act: 'mandate.begun', visitor: shown });
  }
  const { razonSocial } = invitation.company;
  const nie = maskIdentifier(account.identifier);
  const about = { company: razonSocial, until: instantOf(until), nie, existing, ...doneNow(deps, visitor) };
  await notifyAccount(deps, account, async (to) => ({
    kind: 'facilitador-activated',
    ...about,
    link: await disavowLink(deps, account, to),
  }));
  await tellCompany(deps, company, invitation, 'activated');
}

async function grant(deps: Deps, { folio, company }: FacilitadorInvitation, { id }: Account, until: Date) {
  const all = await deps.mandates.ofAccount(id);
  const from = deps.now();
  if (all.some(({ source }) => source === folio) || until <= from) throw new Refusal('invitation-over');
  const open = all.find(({ organisation, endedAt }) => organisation.rut === company.rut && !endedAt);
  if (open) {
    await deps.mandates.renew(open.id, until > open.until ? until : open.until);
    return;
  }
  const organisation = { rut: company.rut, razonSocial: company.razonSocial };
  await deps.mandates.grant({ accountId: id, organisation, scope: 'facilitador', source: folio, from, until });
}
