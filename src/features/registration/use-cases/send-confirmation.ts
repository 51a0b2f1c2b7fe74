import { doneNow } from '../../../account/done-now.ts';
import type { Account } from '../../../domain/account.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { JourneyOrigin } from '../../../domain/journey-origin.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice } from '../../../ports/notice.ts';

/** The state of the identifier of a registration, and where its message is sent. */
interface Standing {
  readonly holder: Account | undefined;
  readonly typed: Email;
  /** The old system knew the identifier and no e-mail of it: only the card opens it. */
  readonly cardNeeded: boolean;
  readonly browser: string | undefined;
  /** The sign-in where it began. */
  readonly origin: JourneyOrigin | undefined;
  /** How long the link is valid. */
  readonly hours: number;
}

/**
 * Sends the link to the user who registered; where an account holds the identifier, notifies its holder instead, and
 * the link goes nowhere. The link confirms the address that it is sent to and no other. The rows are the same either
 * way, so that the response time does not distinguish the two.
 */
export async function sendConfirmation(
  deps: Deps,
  account: Account,
  standing: Standing,
  visitor: Visitor,
): Promise<string> {
  const expires = new Date(deps.now().getTime() + standing.hours * 3_600_000);
  const { browser, origin } = standing;
  const contact = account.personal.email;
  const token = await deps.links.issue('confirm-email', account.id, expires, undefined, { contact, browser, origin });
  const recipient = standing.holder ?? account;
  const act = standing.holder ? 'registration.refused' : 'registration.begun';
  await deps.audit.record({ act, accountId: recipient.id, subject: account.subject, visitor });
  const notice = noticeFor(deps, standing, token, visitor);
  const left = await deps.notifier.send(notice, { channel: 'mail', to: recipient.personal.email }, recipient.id);
  // The page follows what is sent to the typed address and nothing else: the outcome of a message to the account
  // holder, or to the address that the old system knew, would reveal them to a stranger.
  const who = `${account.profile}:${account.identifier}`;
  const elsewhere = standing.holder !== undefined || recipient.personal.email !== standing.typed;
  const instead = await (elsewhere
    ? deps.notifier.pretend('confirm-email', 'mail', `${who}:${mailboxOf(standing.typed)}`)
    : deps.notifier.pretend('registration-attempted', 'mail', who));
  return elsewhere ? instead : left;
}

function noticeFor(deps: Deps, { holder, cardNeeded, hours }: Standing, token: string, visitor: Visitor): Notice {
  if (holder) return { kind: 'registration-attempted', ...doneNow(deps, visitor) };
  if (cardNeeded) return { kind: 'card-needed' };
  return { kind: 'confirm-email', link: `${deps.issuer}/confirmar/${token}`, hours };
}
