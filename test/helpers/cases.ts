import type { ExecutionContext } from 'ava';
import { openCase } from '../../src/account/open-case.ts';
import type { CaseObstacle } from '../../src/domain/cases/case.ts';
import type { EffectObstacle } from '../../src/domain/cases/effect-obstacle.ts';
import type { RequestObstacle } from '../../src/domain/cases/facilitador-review.ts';
import type { CaseKind } from '../../src/domain/cases/kinds/kinds.ts';
import type { PlatformObstacle } from '../../src/domain/cases/platform-review.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import type { StaffRole } from '../../src/domain/staff.ts';
import type { StaffMember } from '../../src/ports/staff.ts';
import type { TestApp } from './app.ts';
import { accountNow } from './recovery.ts';
import { openStaff } from './staff.ts';

let opened = 0;

/** Opens a case of Camila's, as she does in a session, and returns its folio. */
export async function openCamilasCase(app: TestApp, kind: CaseKind, matter?: string): Promise<string> {
  const account = await accountNow(app);
  opened += 1;
  const visitor = { network: `198.51.100.${opened % 250}`, device: 'Firefox en Linux', reference: `CS-CASE-${opened}` };
  return (await openCase(app.deps, { kind, matter, openedBy: 'person', holder: { account } }, visitor)).folio;
}

/** A member who works at the desk. */
export async function member(
  app: TestApp,
  roles: readonly [StaffRole, ...StaffRole[]],
  office = 'Mesa central',
): Promise<StaffMember> {
  return (await openStaff(app, { roles, office })).member;
}

/** Asserts that a step is refused for a reason, and that nothing of the case changed. */
export async function isRefusedFor(
  t: ExecutionContext,
  why: CaseObstacle | RequestObstacle | EffectObstacle | PlatformObstacle | 'missing' | 'no-block',
  step: () => Promise<unknown>,
): Promise<void> {
  const refusal = await t.throwsAsync(step(), { instanceOf: Refusal });
  t.is(refusal?.code, 'case-refused');
  t.is(refusal?.details.why, why);
}
