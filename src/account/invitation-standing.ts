import type { Account } from '../domain/account.ts';
import type { FacilitadorInvitation, InvitationObstacle } from '../domain/facilitador/invitation.ts';
import type { Deps } from '../ports/deps.ts';
import { mailboxMayBeInvited } from './facilitador-mailbox.ts';
import { type InvitingNeeds, isRepresented, isStanding } from './invitations.ts';

/** What an invitation rests on now. */
export interface Standing {
  readonly company: Account;
  /** The account that the person has already; its e-mail is the one that is invited. */
  readonly existing: Account | undefined;
}

/** The e-mail to which it goes: that on file of the account, else that which was reviewed. */
export const mailOf = ({ data }: FacilitadorInvitation, existing: Account | undefined) =>
  existing?.personal.email ?? data.email;

/**
 * Whether an invitation stands now: the company lets people in, and the mailbox is the person's alone. A list at the SII
 * that is empty counts once it was read twice. Throws Unavailable where the SII does not answer and its last answer is too
 * old.
 */
export async function standingOf(
  deps: InvitingNeeds & Pick<Deps, 'accounts'>,
  invitation: FacilitadorInvitation,
): Promise<Standing | InvitationObstacle> {
  const { rut, accountId } = invitation.company;
  const company = await deps.accounts.findByIdentifier('juridica', rut);
  if (company?.id !== accountId || !isStanding(company)) return 'pausa';
  if (!(await isRepresented(deps, rut))) return (await deps.companyChanges.find(rut)) ? 'pausa' : 'empresa';
  const existing = await existingFor(deps, invitation);
  const whose = { askedBy: invitation.askedBy.run, holder: existing?.id ?? invitation.holder };
  const free = await mailboxMayBeInvited(deps, company, mailOf(invitation, existing), whose);
  return free ? { company, existing } : 'correo';
}

async function existingFor(
  { accounts }: Pick<Deps, 'accounts'>,
  { nie }: Pick<FacilitadorInvitation, 'nie'>,
): Promise<Account | undefined> {
  const found = nie && (await accounts.findByIdentifier('facilitador', nie));
  return found && found.state !== 'pendiente_correo' && found.state !== 'cerrada' ? found : undefined;
}
