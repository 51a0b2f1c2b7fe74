import { expired, type FlowSteps, flowSteps } from '../../../account/flow-steps.ts';
import type { MailWay } from '../../../account/mail-way.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import type { Account } from '../../../domain/account.ts';
import { type FacilitadorStep, nextFacilitadorStep } from '../../../domain/facilitador/draft.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredDraft } from '../../../ports/facilitador-drafts.ts';
import type { JourneyOf } from '../../../ports/journeys.ts';

/** A draft under way, as the browser that began it identifies it. */
export type DraftOf = JourneyOf<StoredDraft>;

/** The steps of a request for a facilitador over its stored drafts. */
export const draftSteps = ({
  facilitadorDrafts,
}: Pick<Deps, 'facilitadorDrafts'>): FlowSteps<StoredDraft, FacilitadorStep> =>
  flowSteps('facilitador-draft', facilitadorDrafts, nextFacilitadorStep);

/** A request by mail: the link replaces the letters, and the key is asked after it. */
export const draftByMail = ({ facilitadorDrafts }: Pick<Deps, 'facilitadorDrafts'>): MailWay<StoredDraft> => ({
  journey: 'facilitador-draft',
  journeys: facilitadorDrafts,
  over: ({ done }) => done,
  path: '/facilitador/correo',
  pageOf: ({ id }) => `/facilitador/juridica/${id}`,
  leaving: (draft) => draft,
  // What was proved and sent stays in the browser where that happened.
  elsewhere: ({ declaration, documentFile, document, person, ...draft }) => ({
    ...draft,
    proved: false,
    factor: undefined,
  }),
});

/** The company whose key was proved; throws `flow-expired` once it is stopped or has another key. */
export async function accountOfDraft(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId, keyChangedAt, proved }: StoredDraft,
): Promise<Account> {
  const account = proved && accountId ? await accounts.find(accountId) : undefined;
  if (account?.state !== 'activa' || account.keyChangedAt.toISOString() !== keyChangedAt)
    throw expired('facilitador-draft');
  return account;
}

/** The company and who acts for it, as holder of a factor. Throws what `accountOfDraft` throws. */
export async function holderOfDraft(
  deps: Pick<Deps, 'accounts' | 'companies'>,
  draft: StoredDraft,
): Promise<FactorHolder> {
  const account = await accountOfDraft(deps, draft);
  const { representative: run } = draft;
  const actor = run && (await deps.companies.findActor(account.id, { run }));
  return { account, actor: actor?.subject };
}
