import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { assertInForce, companyNow } from '../../../account/representation.ts';
import { tryRepresentative } from '../../../account/representative-tries.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { neverProved } from '../../../domain/identity.ts';
import { runOfCard, rutOfRecovery } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { accountOf, type RecoveryOf, recoveryByMail, recoverySteps, standingContest } from './recovery-flow.ts';
import { assertNotSuspended } from './suspended.ts';

/**
 * Shows the number of the card in force: the person's own, or that of the representative who was named, and who must be
 * one of those whom the SII lists as in force (M-40, M-41, M-44; Unavailable when it does not answer); otherwise
 * another one is named.
 */
export async function showCedula(
  deps: Deps,
  of: RecoveryOf,
  serial: CedulaSerial,
  visitor: CardVisitor,
): Promise<void> {
  const recovery = await recoverySteps(deps).at(of, 'serial');
  const { representative, profile, identifier, byMail } = recovery;
  const account = await accountOf(deps, recovery);
  const shownBy: CardVisitor = {
    page: recoveryByMail(deps).pageOf(recovery),
    ...visitor,
    browser: of.browser,
    account,
    byMail,
    codeFor: `${profile}:${identifier}`,
  };
  const run = runOfCard(recovery);
  const check = () => checkCedula(deps, run, serial, shownBy);
  if (representative) await showAsRepresentative(deps, of, recovery, shownBy, check);
  else await check();
  await assertNotSuspended(deps, recovery);
  await assertOpensAfterTheft(deps, account, { run, serial });
  const contested = account && (await standingContest(deps, account));
  const cardAt = deps.now().toISOString();
  const unproved = account && neverProved(account);
  await recoverySteps(deps).advance(of, 'serial', (latest) => ({
    ...latest,
    card: true,
    serial,
    cardAt,
    unproved,
    contested,
  }));
}

async function showAsRepresentative(
  deps: Deps,
  of: RecoveryOf,
  recovery: StoredRecovery,
  shownBy: CardVisitor,
  check: () => Promise<void>,
): Promise<void> {
  const { representative, named } = recovery;
  const company = rutOfRecovery(recovery);
  try {
    await tryRepresentative(deps, company, shownBy, async () => {
      await check();
      const inForce = named ?? (await askWhoRepresents(deps, of, company));
      if (!inForce.some((run) => run === representative)) throw new Refusal('not-representative');
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-representative')
      await recoverySteps(deps).advance(of, 'serial', (latest) => ({ ...latest, representative: undefined }));
    throw error;
  }
}

/** Asks the SII, once for a recovery; throws M-41 and M-44. */
async function askWhoRepresents(deps: Deps, of: RecoveryOf, rut: Rut): Promise<readonly Rut[]> {
  const named = assertInForce(await companyNow(deps, rut)).representantes.map(({ run }) => run);
  await recoverySteps(deps).advance(of, 'serial', (latest) => ({ ...latest, named }));
  return named;
}
