import { fullName } from '../../../domain/account.ts';
import type { CaseObstacle } from '../../../domain/cases/case.ts';
import { whyNotRead } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { aroundCase } from './around-case.ts';
import { noteOnCase } from './case-deps.ts';
import { findToRead } from './find-to-read.ts';
import type { MemberAt } from './step-case.ts';

/** Who takes the whole file of a case out of the desk. */
export const exportingRoles = ['revisor', 'auditor'] as const satisfies readonly StaffRole[];

/**
 * The evidence about a case as a file, for a reason that its person reads; it is in the trail before the file leaves.
 * Throws `case-refused`.
 */
export async function exportCase(deps: Deps, { folio, member, visitor }: MemberAt, reason: string): Promise<string> {
  return deps.atomically(async () => {
    const one = await findToRead(deps, folio);
    const by = await deps.staff.find(member);
    if (!one || !by) throw refusal('missing');
    const why = whyNotExport(by) ?? whyNotRead(one, by, await aroundCase(deps, one));
    if (why) throw refusal(why);
    const file = await deps.evidence.make(folio, `${fullName(by.name)}, ${by.office}`);
    if (file === undefined) throw refusal('missing');
    await noteOnCase(deps, { act: 'case.exported', one, who: { member: by, reason, visitor } });
    return file;
  });
}

const whyNotExport = ({ roles }: Pick<StaffMember, 'roles'>): CaseObstacle | undefined =>
  exportingRoles.some((role) => roles.includes(role)) ? undefined : 'role';

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
