import { expired, type FlowSteps, flowSteps } from '../../../account/flow-steps.ts';
import type { MailWay } from '../../../account/mail-way.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import type { Account } from '../../../domain/account.ts';
import { type DataUpdateStep, nextUpdateStep } from '../../../domain/data-update.ts';
import type { StoredDataUpdate } from '../../../ports/data-updates.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { JourneyOf } from '../../../ports/journeys.ts';

/** An update under way, as the browser that began it identifies it. */
export type UpdateOf = JourneyOf<StoredDataUpdate>;

/** The steps of Actualizar datos over its stored journeys. */
export const updateSteps = ({ dataUpdates }: Pick<Deps, 'dataUpdates'>): FlowSteps<StoredDataUpdate, DataUpdateStep> =>
  flowSteps('data-update', dataUpdates, nextUpdateStep);

/** Actualizar datos by mail. */
export const updateByMail = ({ dataUpdates }: Pick<Deps, 'dataUpdates'>): MailWay<StoredDataUpdate> => ({
  journey: 'data-update',
  journeys: dataUpdates,
  over: ({ done }) => done,
  path: '/actualizar/correo',
  pageOf: ({ profile, id }) => `/actualizar/${profile}/${id}`,
  leaving: (update) => update,
  // What was proved and typed stays in the browser where that happened; another one proves the key itself.
  elsewhere: (update) => ({ ...update, proved: false, factor: undefined, draft: undefined }),
});

/** The account whose key was proved; throws `flow-expired` once it is frozen or has another key. */
export async function accountOfUpdate(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId, keyChangedAt, proved }: StoredDataUpdate,
): Promise<Account> {
  const account = proved && accountId ? await accounts.find(accountId) : undefined;
  if (account?.state !== 'activa' || account.keyChangedAt.toISOString() !== keyChangedAt) throw expired('data-update');
  return account;
}

/** The account and who acts for it, as holder of a factor. Throws what `accountOfUpdate` throws. */
export async function holderOfUpdate(
  deps: Pick<Deps, 'accounts' | 'companies'>,
  update: StoredDataUpdate,
): Promise<FactorHolder> {
  const account = await accountOfUpdate(deps, update);
  const { representative: run } = update;
  const actor = run && (await deps.companies.findActor(account.id, { run }));
  return { account, actor: actor?.subject };
}
