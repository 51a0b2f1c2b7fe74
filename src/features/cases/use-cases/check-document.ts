import type { PersonName } from '../../../domain/account.ts';
import { renews, whyNotSeen } from '../../../domain/cases/seen-at-counter.ts';
import { requireSerial } from '../../../domain/cedula.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { sameName } from '../../../domain/same-name.ts';
import { staffMark } from '../../../domain/staff.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import type { CounterSeen, CounterTyped } from './attest-at-counter.ts';

interface By {
  readonly member: StaffMember;
  readonly visitor: Visitor;
}

/**
 * Compares a document with its register: of a card the number and the name with the Registro Civil, of a NIE the name with
 * its register. The register's name is never shown. Throws `counter-obstacle`, `desk-paused`, `person-not-found`,
 * `nie-not-found`, `counter-card`, and Unavailable, which counts for nothing.
 */
export async function checkDocument(deps: Deps, by: By, typed: CounterTyped): Promise<CounterSeen> {
  const why = whyNotSeen(typed, dayOf(deps.now()));
  if (why) throw new Refusal('counter-obstacle', { why });
  const counted = await consumeAll(deps.throttles, [{ rateLimit: rateLimits.counterChecks, by: [by.member.id] }]);
  if (counted.spent) throw new Refusal('desk-paused', { until: counted.spent.until });
  try {
    const name = await registeredName(deps, by, typed);
    return Object.assign({ namesAgree: sameName(name, typed.name) }, typed);
  } catch (error) {
    if (!(error instanceof Refusal)) await counted.refund();
    throw error;
  }
}

async function registeredName(deps: Deps, by: By, typed: CounterTyped): Promise<PersonName> {
  if (typed.profile === 'migrante') {
    const foreigner = await deps.nieRegistry.findPerson(typed.identifier as Nie);
    if (!foreigner) throw new Refusal('nie-not-found');
    return foreigner.name;
  }
  const run = typed.representative ?? (typed.identifier as Rut);
  const person = await deps.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  if (typed.document === 'cedula' || typed.document === 'cedula-extranjero') await assertCard(deps, by, run, typed);
  return person.name;
}

/** The number is the one in force for the RUN; a foreigner's whose renewal is pending may be over. */
async function assertCard(deps: Deps, { member, visitor }: By, run: Rut, typed: CounterTyped): Promise<void> {
  const { verdict } = await deps.civilRegistry.verifyCedula(run, requireSerial(typed.number));
  const details = { ...staffMark(member), verdict };
  await deps.audit.record({ act: 'cedula.checked', visitor, details });
  const counts = verdict === 'matches' || (verdict === 'expired' && renews(typed, dayOf(deps.now())));
  if (!counts) throw new Refusal('counter-card');
}
