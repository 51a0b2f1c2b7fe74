import type { JourneyOf } from '../../../account/continue-by-mail.ts';
import { renewAnswer } from '../../../account/renew-hash.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { updateData } from '../../../account/update-data.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import { type DataChanges, type DataUpdateStep, nextUpdateStep } from '../../../domain/data-update.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { StoredDataUpdate } from '../../../ports/data-updates.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The update, if it is this step's turn; throws `update-over` when it ran out or is not this browser's. */
export async function updateAt(
  { dataUpdates }: Pick<Deps, 'dataUpdates'>,
  { id, browser }: JourneyOf,
  step: DataUpdateStep,
): Promise<StoredDataUpdate> {
  const update = await dataUpdates.find(id, browser);
  if (!update) throw new Refusal('update-over');
  if (nextUpdateStep(update) !== step) throw new Refusal('update-elsewhere');
  return update;
}

/** The account whose key was proved; throws `update-over` once it is frozen or has another key. */
export async function accountOfUpdate(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId, keyChangedAt, proved }: StoredDataUpdate,
): Promise<Account> {
  const account = proved && accountId ? await accounts.find(accountId) : undefined;
  if (account?.state !== 'activa' || account.keyChangedAt.toISOString() !== keyChangedAt)
    throw new Refusal('update-over');
  return account;
}

/** A question of the catalogue and its answer, as somebody chose and typed them. */
export interface AnsweredQuestion {
  readonly id: number;
  readonly answer: string;
}

/**
 * Proves the secret question: the person says which it is, so that the pair is what is asked for (docs/guides.md, N 5).
 * Five tries a day, apart from those of recoveries, for whoever is here proved the key; both halves are told wrong
 * alike (`pair-wrong`).
 */
export async function answerPair(deps: Deps, of: JourneyOf, pair: AnsweredQuestion, visitor: Visitor): Promise<void> {
  const account = await accountOfUpdate(deps, await updateAt(deps, of, 'question'));
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
  await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, question: 'answered' }));
}

/** Keeps what was typed, so that a way round by the mailbox or the SII loses none of it. */
export async function keepDraft(deps: Deps, of: JourneyOf, draft: Readonly<Record<string, string>>): Promise<void> {
  await updateAt(deps, of, 'data');
  await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, draft }));
}

/**
 * «Actualizar representantes legales»: asks the SII again. A changed list ends sessions and is told to the company; who
 * is on it no more goes on with nothing, and is asked again who acts (M-40, M-44).
 */
export async function askSiiAgain(deps: Deps, of: JourneyOf, visitor: Visitor): Promise<void> {
  const update = await updateAt(deps, of, 'data');
  const account = await accountOfUpdate(deps, update);
  const company = await companyNow(deps, rutOf(account));
  try {
    assertRepresents(company, update.representative);
  } catch (error) {
    await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, proved: false }));
    throw error;
  }
  await nameAs(deps, account, company?.razonSocial ?? '', visitor);
  const representatives = company?.representantes.length;
  await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, representatives }));
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

/** «Actualizar datos»: updates what changed. A second click changes nothing. */
export async function sendUpdate(deps: Deps, of: JourneyOf, changes: DataChanges, visitor: Visitor): Promise<void> {
  const update = await updateAt(deps, of, 'data');
  const account = await accountOfUpdate(deps, update);
  const { representative, byMail } = update;
  await deps.atomically(async () => {
    const before = await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, done: true }));
    if (!before || before.done) return;
    const updated = await updateData(deps, account, { changes, representative, byMail }, visitor);
    const outcome = { ...updated, reference: visitor.reference, at: deps.now().toISOString() };
    await deps.dataUpdates.change(of.id, of.browser, (latest) => ({ ...latest, draft: undefined, outcome }));
  });
}
