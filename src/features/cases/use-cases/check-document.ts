import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import { consumeDesk, type DeskActor } from '../../../account/desk-budget.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { PersonName } from '../../../domain/account.ts';
import { needsContacts, needsFolio, renews, whyNotSeen } from '../../../domain/cases/seen-at-counter.ts';
import { type CedulaSerial, requireSerial } from '../../../domain/cedula.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { sameName } from '../../../domain/same-name.ts';
import { staffMark } from '../../../domain/staff.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import type { CounterSeen, CounterTyped } from './attest-at-counter.ts';
import { countMismatch, isMismatch } from './count-mismatch.ts';
import { assertOwnContacts } from './new-contacts.ts';

interface By {
  readonly member: StaffMember;
  readonly visitor: Visitor;
}

/**
 * Compares a document with its register: of a card the number and the name with the Registro Civil, of a NIE the name with
 * its register. The register's name is never shown. Throws `case-refused` for the member's own number before any register
 * is asked, `counter-obstacle`, `counter-mail`, `counter-mobile`, `desk-paused`, `counter-folio`,
 * `person-not-found`, `nie-not-found`, `counter-card`, and Unavailable, which counts for nothing. What
 * does not fit counts apart, by member and number, so that a counter cannot be used to guess.
 */
export async function checkDocument(deps: Deps, by: By, typed: CounterTyped): Promise<CounterSeen> {
  const actor = { agent: by.member, visitor: by.visitor };
  await assertNotOwn(deps, actor, typed);
  const why = whyNotSeen(typed, dayOf(deps.now()));
  if (why) throw new Refusal('counter-obstacle', { why });
  await assertOwnContacts(deps, actor, typed);
  const { counterChecks, counterChecksDaily } = rateLimits;
  const checks = await consumeDesk(deps, actor, [counterChecks, by.member.id], [counterChecksDaily, by.member.id]);
  const account = await holderOf(deps, typed);
  if (needsFolio(typed, account)) throw new Refusal('counter-folio', { why: 'missing' });
  if (needsContacts(typed, account)) throw new Refusal('counter-obstacle', { why: 'contacts-missing' });
  const mismatch = await countMismatch(deps, actor, runOf(typed), typed);
  try {
    const namesAgree = sameName(await registeredName(deps, by, typed), typed.name);
    if (namesAgree) await mismatch.refund();
    return Object.assign({ namesAgree }, typed);
  } catch (error) {
    if (!(error instanceof Refusal)) await checks.refund();
    if (!isMismatch(error)) await mismatch.refund();
    throw error;
  }
}

/** The own number is told to the auditores, as a search for it is. */
async function assertNotOwn(deps: Deps, { agent, visitor }: DeskActor, typed: CounterTyped): Promise<void> {
  if (runOf(typed) !== agent.run) return;
  await raiseDeskAlarm(deps, { kind: 'own-run', member: agent }, visitor);
  throw new Refusal('case-refused', { why: 'own-case' });
}

/** RUN of the person in front; undefined for a migrante. */
const runOf = ({ profile, identifier, representative }: CounterTyped): Rut | undefined =>
  profile === 'migrante' ? undefined : (representative ?? (identifier as Rut));

async function registeredName(deps: Deps, by: By, typed: CounterTyped): Promise<PersonName> {
  const run = runOf(typed);
  if (!run) {
    const foreigner = await deps.nieRegistry.findPerson(typed.identifier as Nie);
    if (!foreigner) throw new Refusal('nie-not-found');
    return foreigner.name;
  }
  const person = await deps.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  if (typed.document === 'cedula' || typed.document === 'cedula-extranjero') await assertCard(deps, by, run, typed);
  return person.name;
}

/**
 * The number is the one in force for the RUN; a foreigner's whose renewal is pending may be over. Of an account that was
 * stopped for a theft or protected, a card that was accepted before does not count: who holds it may be the thief. Its
 * holder reads the comparison in Actividad, but that of a protection.
 */
async function assertCard(deps: Deps, { member, visitor }: By, run: Rut, typed: CounterTyped): Promise<void> {
  const { profile, identifier, kind } = typed;
  const serial = requireSerial(typed.number);
  const { verdict } = await deps.civilRegistry.verifyCedula(run, serial);
  const account = await holderOf(deps, { profile, identifier });
  const whose = kind === 'proteccion' ? undefined : account;
  const details = { ...staffMark(member), verdict };
  const entry = { act: 'cedula.checked', accountId: whose?.id, subject: whose?.subject, visitor, details } as const;
  await deps.audit.record(entry);
  const counts = verdict === 'matches' || (verdict === 'expired' && renews(typed, dayOf(deps.now())));
  if (!counts) throw new Refusal('counter-card');
  if (account?.stolenAt && (await wasAccepted(deps, run, serial, account.stolenAt)))
    throw new Refusal('counter-card', { why: 'earlier' });
}

async function wasAccepted(deps: Deps, run: Rut, serial: CedulaSerial, at: Date): Promise<boolean> {
  const first = await deps.acceptedCards.firstAccepted(run, serial);
  return first !== undefined && first <= at;
}
