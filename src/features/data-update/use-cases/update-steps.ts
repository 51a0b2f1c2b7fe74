import type { FactorShown } from '../../../account/prove-held.ts';
import { assertStillHeld, provedInJourney, proveHolder } from '../../../account/proved-holder.ts';
import { renewAnswer } from '../../../account/renew-hash.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { updateData } from '../../../account/update-data.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import type { DataChanges } from '../../../domain/data-update.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOfUpdate, holderOfUpdate, type UpdateOf, updateSteps } from './update-flow.ts';

/** A question of the catalogue and its answer, as the user chose and typed them. */
interface AnsweredQuestion {
  readonly id: number;
  readonly answer: string;
}

/**
 * Proves the secret question: the user also chooses which question it is, so that the pair is proved (docs/guides.md, N
 * 5). Five tries a day, apart from those of recoveries, because the key was proved; which half is wrong is not shown
 * (`pair-wrong`).
 */
export async function answerPair(deps: Deps, of: UpdateOf, pair: AnsweredQuestion, visitor: Visitor): Promise<void> {
  const account = await accountOfUpdate(deps, await updateSteps(deps).at(of, 'question'));
  const { allowed, used, until } = await deps.throttles.consume(rateLimits.answersByAccount, account.id, 'key');
  if (!allowed) throw new Refusal('too-many-pairs', { until });
  const typed = new Secret(pair.answer);
  const place = { purpose: 'answer', id: account.id } as const;
  const matches = await deps.hasher.matches(account.question?.answerHash, typed, place);
  const right = matches && account.question?.id === pair.id;
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'update.answered', accountId, subject, visitor, details: { right } });
  if (!right) throw new Refusal('pair-wrong', { left: Math.max(0, rateLimits.answersByAccount.limit - used) });
  await renewAnswer(deps, account, typed);
  await updateSteps(deps).advance(of, 'question', (latest) => ({ ...latest, question: 'answered' }));
}

/** Proves the second factor of a holder whose key was proved. Throws what `proveHolder` throws. */
export async function proveUpdateFactor(deps: Deps, of: UpdateOf, shown: FactorShown, visitor: Visitor): Promise<void> {
  const holder = await holderOfUpdate(deps, await updateSteps(deps).at(of, 'factor'));
  const { factor } = await proveHolder(deps, holder, shown, visitor);
  await updateSteps(deps).advance(of, 'factor', (latest) => ({ ...latest, factor }));
}

/** Keeps the typed values while the user goes to the mailbox, or the SII is asked. */
export async function keepDraft(deps: Deps, of: UpdateOf, draft: Readonly<Record<string, string>>): Promise<void> {
  await updateSteps(deps).advance(of, 'data', (latest) => ({ ...latest, draft }));
}

/**
 * «Actualizar representantes legales»: asks the SII again. A changed list ends sessions and the company gets a notice;
 * a representative who is no longer on it is refused, and the next page asks for one who acts (M-40, M-44).
 */
export async function askSiiAgain(deps: Deps, of: UpdateOf, visitor: Visitor): Promise<void> {
  const update = await updateSteps(deps).at(of, 'data');
  const account = await accountOfUpdate(deps, update);
  const company = await companyNow(deps, rutOf(account));
  try {
    assertRepresents(company, update.representative);
  } catch (error) {
    await updateSteps(deps).advance(of, 'data', (latest) => ({ ...latest, proved: false }));
    throw error;
  }
  await nameAs(deps, account, company?.razonSocial ?? '', visitor);
  const representatives = company?.representantes.length;
  await updateSteps(deps).advance(of, 'data', (latest) => ({ ...latest, representatives }));
}

async function nameAs(deps: Deps, { id, subject, personal }: Account, razonSocial: string, visitor: Visitor) {
  if (!razonSocial || personal.company?.razonSocial === razonSocial) return;
  await deps.atomically(async () => {
    await deps.accounts.change(id, (latest) => ({
      ...latest,
      personal: {
        ...latest.personal,
        ...(latest.personal.company ? { company: { ...latest.personal.company, razonSocial } } : {}),
      },
    }));
    const details = { what: 'Razón Social' };
    await deps.audit.record({ act: 'data.updated', accountId: id, subject, visitor, details });
  });
}

/** «Actualizar datos»: updates what changed. Throws `flow-step` after a second click, which changes nothing, and
 * `factor-unproved` where the factors are not those of the proof any more. */
export async function sendUpdate(deps: Deps, of: UpdateOf, changes: DataChanges, visitor: Visitor): Promise<void> {
  const update = await updateSteps(deps).at(of, 'data');
  const { representative, byMail, factor } = update;
  const holder = await holderOfUpdate(deps, update);
  const proved = provedInJourney(holder, factor === undefined || factor === 'asked' ? 'none' : factor);
  await assertStillHeld(deps, proved);
  await updateSteps(deps).advance(of, 'data', async (latest) => {
    const updated = await updateData(deps, holder.account, { changes, proved, representative, byMail }, visitor);
    const outcome = { ...updated, reference: visitor.reference, at: deps.now().toISOString() };
    return { ...latest, done: true, draft: undefined, outcome };
  });
}
