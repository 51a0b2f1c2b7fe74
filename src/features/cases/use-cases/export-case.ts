import { fullName } from '../../../domain/account.ts';
import type { CaseObstacle } from '../../../domain/cases/case.ts';
import { whyNotRead } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { aroundCase } from './around-case.ts';
import { accountOf, noteOnCase } from './case-deps.ts';
import { findToRead } from './find-to-read.ts';
import type { MemberAt } from './step-case.ts';
import { countReading, tellOfReading } from './watch-reading.ts';

/** Who takes the whole file of a case out of the desk. */
export const exportingRoles = ['revisor', 'auditor'] as const satisfies readonly StaffRole[];

/**
 * The evidence about a case as a file with the number of its person masked, for a reason that the person reads; it is
 * in the trail before the file leaves. Counted and told to the auditores as a reading is. Throws `case-refused`,
 * `desk-paused`.
 */
export async function exportCase(deps: Deps, { folio, member, visitor }: MemberAt, reason: string): Promise<string> {
  const agent = await deps.staff.find(member);
  if (!agent) throw refusal('missing');
  const actor = { agent, visitor };
  await countReading(deps, actor);
  return deps.atomically(async () => {
    const one = await findToRead(deps, folio);
    const by = await deps.staff.find(member);
    if (!one || !by) throw refusal('missing');
    const why = whyNotExport(by) ?? whyNotRead(one, by, await aroundCase(deps, one, by));
    if (why) throw refusal(why);
    const file = await deps.evidence.make(folio, `${fullName(by.name)}, ${by.office}`, 'masked');
    if (file === undefined) throw refusal('missing');
    await noteOnCase(deps, { act: 'case.exported', one, who: { member: by, reason, visitor } });
    await tellOfReading(deps, actor, await accountOf(deps, one));
    return file;
  });
}

const whyNotExport = ({ roles }: Pick<StaffMember, 'roles'>): CaseObstacle | undefined =>
  exportingRoles.some((role) => roles.includes(role)) ? undefined : 'role';

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
