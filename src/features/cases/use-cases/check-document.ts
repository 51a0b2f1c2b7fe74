import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import { consumeDesk, type DeskActor } from '../../../account/desk-budget.ts';
import { holderOf } from '../../../account/registered-already.ts';
import { hasNie, type PersonName } from '../../../domain/account.ts';
import {
  needsAccountMail,
  needsContacts,
  needsFolio,
  renews,
  whyNotSeen,
} from '../../../domain/cases/seen-at-counter.ts';
import { type CedulaSerial, requireSerial } from '../../../domain/cedula.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { sameName } from '../../../domain/same-name.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { assertAccountMail } from './account-mail.ts';
import type { CounterSeen, CounterTyped } from './attest-at-counter.ts';
import { countMismatch, isMismatch } from './count-mismatch.ts';
import { assertOwnContacts } from './new-contacts.ts';
import { noteComparison } from './note-comparison.ts';

interface By {
  readonly member: StaffMember;
  readonly visitor: Visitor;
}

/**
 * Compares a document with its register: of a card the number and the name with the Registro Civil, of a NIE the name with
 * its register. The register's name is never shown. Throws `case-refused` for the member's own number before any register
 * is asked, `counter-obstacle`, `counter-mail`, `counter-mobile`, `desk-paused`, `counter-folio`, `counter-account`,
 * `person-not-found`, `nie-not-found`, `counter-card`, and Unavailable, which counts for nothing. What
 * does not fit counts apart, by member and number, so that a counter cannot be used to guess; every comparison leaves a
 * line in the trail, and a bound is spent before anything is compared.
 */
export async function checkDocument(deps: Deps, by: By, typed: CounterTyped): Promise<CounterSeen> {
  const actor = { agent: by.member, visitor: by.visitor };
  await assertNotOwn(deps, actor, typed);
  const why = whyNotSeen(typed, dayOf(deps.now()));
  if (why) throw new Refusal('counter-obstacle', { why });
  const { counterChecks, counterChecksDaily } = rateLimits;
  const checks = await consumeDesk(deps, actor, [counterChecks, by.member.id], [counterChecksDaily, by.member.id]);
  await assertOwnContacts(deps, actor, typed);
  const account = await holderOf(deps, typed);
  if (needsFolio(typed, account)) throw new Refusal('counter-folio', { why: 'missing' });
  if (needsContacts(typed, account)) throw new Refusal('counter-obstacle', { why: 'contacts-missing' });
  if (needsAccountMail(typed, account) && !typed.accountMail) throw new Refusal('counter-account', { why: 'missing' });
  const mismatch = await countMismatch(deps, actor, runOf(typed), typed);
  try {
    assertAccountMail(typed, account);
    const namesAgree = sameName(await registeredName(deps, by, typed), typed.name);
    await (namesAgree ? mismatch.refund() : mismatch.keep());
    if (!isCard(typed)) await note(deps, by, typed, namesAgree ? 'matches' : 'other-name');
    return Object.assign({ namesAgree }, typed);
  } catch (error) {
    if (!(error instanceof Refusal)) await checks.refund();
    await (isMismatch(error) ? mismatch.keep() : mismatch.refund());
    if (isMismatch(error) && error.code !== 'counter-card') await note(deps, by, typed, error.code);
    throw error;
  }
}

const note = (deps: Deps, by: By, typed: CounterTyped, verdict: string): Promise<void> =>
  noteComparison(deps, by, typed, { act: 'document.compared', verdict });

const isCard = ({ document }: CounterTyped): boolean => document === 'cedula' || document === 'cedula-extranjero';

/** The own number is told to the auditores, as a search for it is. */
async function assertNotOwn(deps: Deps, { agent, visitor }: DeskActor, typed: CounterTyped): Promise<void> {
  if (runOf(typed) !== agent.run) return;
  await raiseDeskAlarm(deps, { kind: 'own-run', member: agent }, visitor);
  throw new Refusal('case-refused', { why: 'own-case' });
}

/** RUN of the person in front; undefined for a NIE. */
const runOf = ({ profile, identifier, representative }: CounterTyped): Rut | undefined =>
  hasNie(profile) ? undefined : (representative ?? (identifier as Rut));

async function registeredName(deps: Deps, by: By, typed: CounterTyped): Promise<PersonName> {
  const run = runOf(typed);
  if (!run) {
    const foreigner = await deps.nieRegistry.findPerson(typed.identifier as Nie);
    if (!foreigner) throw new Refusal('nie-not-found');
    return foreigner.name;
  }
  const person = await deps.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  if (isCard(typed)) await assertCard(deps, by, run, typed);
  return person.name;
}

/**
 * The number is the one in force for the RUN; a foreigner's whose renewal is pending may be over. Of an account that was
 * stopped for a theft or protected, a card that was accepted before does not count: who holds it may be the thief.
 */
async function assertCard(deps: Deps, by: By, run: Rut, typed: CounterTyped): Promise<void> {
  const serial = requireSerial(typed.number);
  const { verdict } = await deps.civilRegistry.verifyCedula(run, serial);
  await noteComparison(deps, by, typed, { act: 'cedula.checked', verdict });
  const account = await holderOf(deps, typed);
  const counts = verdict === 'matches' || (verdict === 'expired' && renews(typed, dayOf(deps.now())));
  if (!counts) throw new Refusal('counter-card');
  if (account?.stolenAt && (await wasAccepted(deps, run, serial, account.stolenAt)))
    throw new Refusal('counter-card', { why: 'earlier' });
}

async function wasAccepted(deps: Deps, run: Rut, serial: CedulaSerial, at: Date): Promise<boolean> {
  const first = await deps.acceptedCards.firstAccepted(run, serial);
  return first !== undefined && first <= at;
}
