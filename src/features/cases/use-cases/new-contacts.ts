import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { DeskActor } from '../../../account/desk-budget.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { Identifier } from '../../../domain/account.ts';
import { isAgencyMail } from '../../../domain/cases/agency-mail.ts';
import type { AskedAtCounter } from '../../../domain/cases/asked-at-counter.ts';
import type { CounterProfile } from '../../../domain/cases/counter-fields.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Deps } from '../../../ports/deps.ts';

/** What is asked, and whose document was seen. */
interface Asked {
  readonly kind: CaseKind;
  readonly profile: CounterProfile;
  readonly identifier: Identifier;
  readonly representative: Rut | undefined;
  readonly contacts: AskedAtCounter['contacts'];
}

/**
 * New contacts are the person's own: no e-mail of the agency or of a member, and none that this member put in for another
 * person, which is told to the auditores. What another member put in for another person refuses nothing, since a stranger
 * could ask for it first: it warns those who decide (`contactsElsewhere`). Outside of a transaction, so that the
 * alarm stays although the step is refused. Throws `counter-mail`, `counter-mobile`.
 */
export async function assertOwnContacts(deps: Deps, { agent, visitor }: DeskActor, asked: Asked): Promise<void> {
  const { contacts, identifier, representative, kind, profile } = asked;
  if (!contacts) return;
  const { members } = await deps.staff.list();
  if (isAgencyMail(contacts.email, members)) throw new Refusal('counter-mail', { why: 'agency' });
  const given = Object.assign({ person: representative ?? identifier }, contacts);
  const elsewhere = await deps.cases.contactsOfMember(given, agent.id);
  if (!elsewhere) return;
  const holder = kind === 'proteccion' ? undefined : await holderOf(deps, { profile, identifier });
  await raiseDeskAlarm(deps, { kind: 'shared-contact', member: agent, accountId: holder?.id }, visitor);
  throw new Refusal(elsewhere === 'mail' ? 'counter-mail' : 'counter-mobile', { why: 'elsewhere' });
}
