import { askContact } from '../../../account/ask-contact.ts';
import { watchersOf } from '../../../account/desk-alarm.ts';
import { endPast } from '../../../account/end-past.ts';
import { type Account, fullName } from '../../../domain/account.ts';
import type { AskedAtCounter } from '../../../domain/cases/asked-at-counter.ts';
import { type Decision, responsibleFor } from '../../../domain/cases/case.ts';
import { instantOf } from '../../../domain/instant.ts';
import { protectionEnds, unseenSince } from '../../../domain/protection.ts';
import { REFERENCE_BYTES, referenceOf } from '../../../domain/reference.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertChangeable } from './change-account.ts';

/**
 * What granting a `proteccion` does, with no waiting period and no notice to the contacts of before (rules, Theft): all
 * that the account has open ends, it is stopped as after a theft, and it opens with a new key as soon as the new e-mail is
 * confirmed. Actividad does not show it for 90 days; every auditor is told. Throws `case-refused`.
 */
export async function protectAccount(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const { account, contacts } = await assertProtectable(deps, one);
  await deps.accounts.change(account.id, (latest) => ({
    ...latest,
    state: 'congelada',
    stolenAt: latest.stolenAt ?? deps.now(),
  }));
  await endPast(deps, account);
  const folio = referenceOf(deps.chance(REFERENCE_BYTES));
  const effect = { contacts, key: true } as const;
  const counter = { caseId: one.id, caseKind: 'proteccion', decidedBy: responsibleFor(one, decision), effect } as const;
  const { id: accountId, subject } = account;
  const dueAt = protectionEnds(deps.now());
  const hold = await deps.pendingChanges.open({ kind: 'counter', folio, accountId, dueAt, counter });
  if (!hold) throw new Refusal('hold-waiting');
  await deps.audit.record({ act: 'account.protected', accountId, subject, details: unseenSince(deps.now()) });
  await tellAuditors(deps, one, decision.by);
  const until = new Date(dueAt.getTime());
  await askContact(deps, account, contacts.email, await deps.links.issue('hold', accountId, until, hold.id));
}

/** The account under lock, and contacts that reach the person and not the one who reads the old mailbox. */
export async function assertProtectable(
  deps: Deps,
  one: DeskCase,
): Promise<{ readonly account: Account; readonly contacts: NonNullable<AskedAtCounter['contacts']> }> {
  const { account, asked } = await assertChangeable(deps, one);
  const { contacts } = asked;
  if (!contacts || contacts.email === account.personal.email)
    throw new Refusal('case-refused', { why: 'contacts-missing' });
  return { account, contacts };
}

/** Every auditor, as of an alarm, with the members who attested and decided it. */
async function tellAuditors(
  deps: Deps,
  { folio, attestations }: DeskCase,
  decidedBy: readonly string[],
): Promise<void> {
  const { notifier, now } = deps;
  const acted = await membersOf(deps, new Set([...attestations.map(({ by }) => by), ...decidedBy]));
  const notice = { kind: 'account-protected', at: instantOf(now()), folio, members: acted } as const;
  for (const { email } of await watchersOf(deps)) await notifier.send(notice, { channel: 'mail', to: email });
}

async function membersOf({ staff }: Pick<Deps, 'staff'>, ids: ReadonlySet<string>) {
  const found = await Promise.all([...ids].map((id) => staff.find(id)));
  return found.flatMap((member) => (member ? [`${fullName(member.name)} (${member.office})`] : []));
}
