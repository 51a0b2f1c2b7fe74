import { openCounterChange } from '../../../account/open-counter-change.ts';
import { isNamed } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import type { AskedAtCounter } from '../../../domain/cases/asked-at-counter.ts';
import { type Decision, responsibleFor } from '../../../domain/cases/case.ts';
import { effectOf, type WaitingKind } from '../../../domain/cases/counter-effect.ts';
import { type EffectKind, type EffectObstacle, whyNoEffect } from '../../../domain/cases/effect-obstacle.ts';
import { REFERENCE_BYTES, referenceOf } from '../../../domain/reference.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';
import { stoppedRecreation } from './stopped-recreation.ts';

/** A case that can be granted: the account that it changes, and what was asked. */
interface Changeable {
  readonly account: Account;
  readonly asked: AskedAtCounter;
}

/**
 * What granting a case begins: the change of the account waits, and every contact on file is told. Part of the
 * transaction of the decision, which fails with it. Throws `case-refused` where the account cannot take it, and
 * `hold-waiting` while another decision waits.
 */
export async function changeAccount(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const { account, asked } = await assertChangeable(deps, one);
  const kind = one.kind as WaitingKind;
  const effect = effectOf(kind, asked, account);
  await openCounterChange(
    deps,
    account,
    { caseId: one.id, caseKind: kind, decidedBy: responsibleFor(one, decision), effect },
    deskVisitor(deps, one),
  );
}

/** What the trail names in place of a person's browser; the change has a folio of its own, as each request. */
export const deskVisitor = ({ chance }: Pick<Deps, 'chance'>, { id }: DeskCase): Visitor => ({
  network: id,
  device: 'Clave Sence',
  reference: referenceOf(chance(REFERENCE_BYTES)),
});

/** The account under lock, and what was asked. Throws `case-refused` with the reason. */
export async function assertChangeable(deps: Deps, one: DeskCase): Promise<Changeable> {
  const found = await accountOf(deps, one);
  const account = found && (await deps.accounts.lock(found.id));
  const why = await whyNot(deps, one, account);
  if (why || !account || !one.asked) throw new Refusal('case-refused', { why: why ?? 'not-asked' });
  return { account, asked: one.asked };
}

async function whyNot(deps: Deps, one: DeskCase, account: Account | undefined): Promise<EffectObstacle | undefined> {
  const { kind, asked, openedBy } = one;
  const around = {
    openedBy,
    blocked: account !== undefined && (await deps.rights.block(account.id)) !== undefined,
    hasFactor: account !== undefined && (await deps.credentials.ofAccount(account.id)).some(isFactor),
    stopped: account && (await deps.pendingChanges.atDesk(account.id)),
    recreation: account && (await stoppedRecreation(deps, account)),
    today: dayOf(deps.now()),
  };
  const why = whyNoEffect(kind as EffectKind, asked, account, around);
  if (why || account?.profile !== 'juridica') return why;
  // The SII is asked again when the change is due.
  return (await isNamed(deps, account, asked?.representative)) ? undefined : 'representative-missing';
}
