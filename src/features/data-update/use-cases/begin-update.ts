import { assertMailMayGo } from '../../../account/mail-budget.ts';
import { proveOwnKey } from '../../../account/prove-key.ts';
import { hasFactor } from '../../../account/proved-holder.ts';
import { actForChange } from '../../../account/representation.ts';
import type { Account, Identifier } from '../../../domain/account.ts';
import type { UpdatingProfile } from '../../../domain/data-update.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { StoredDataUpdate } from '../../../ports/data-updates.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type UpdateOf, updateSteps } from './update-flow.ts';

/** The account whose data are to be updated. */
interface UpdateSubject {
  readonly profile: UpdatingProfile;
  readonly identifier: Identifier;
}

/** What proves that the user may update them. */
interface UpdateProof {
  readonly key: Secret;
  /** RUN of the representative who acts for a company. */
  readonly representative?: Rut | undefined;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/**
 * Begins an update by the current key, which spends the throttles of the login and has the same refusals; a provisional
 * key leads to Cambiar CS (`key-provisional`). Only after a right key it is known whether a factor is asked. For a company the person must represent it now (M-40, M-44), which is
 * shown only after a right key. Gives the id of the update.
 */
export async function beginUpdate(
  deps: Deps,
  { browser, ...asked }: UpdateSubject & UpdateProof & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  const { profile, identifier } = asked;
  const proved = await prove(deps, asked, visitor);
  return deps.dataUpdates.begin({ ...blank({ profile, identifier }), ...proved }, browser);
}

const blank = (subject: UpdateSubject): Omit<StoredDataUpdate, 'id'> => ({
  ...subject,
  proved: false,
  question: 'none',
  mailOnly: false,
  byMail: false,
  done: false,
});

/**
 * The same by the mailbox on file first: the pages are the same for every identifier, and the key is asked once the
 * link is open.
 */
export async function beginUpdateByMail(
  deps: Deps,
  { profile, identifier, browser }: UpdateSubject & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  await assertMailMayGo(deps, `${profile}:${identifier}`, visitor);
  const found = await deps.accounts.findByIdentifier(profile, identifier);
  const accountId = found?.state === 'activa' ? found.id : undefined;
  return deps.dataUpdates.begin({ ...blank({ profile, identifier }), accountId, mailOnly: true }, browser);
}

/** Proves the key in an update that began by mail. */
export async function proveUpdateKey(
  deps: Deps,
  of: UpdateOf,
  { profile, identifier }: UpdateSubject,
  proof: UpdateProof,
  visitor: Visitor,
): Promise<void> {
  const proved = await prove(deps, { profile, identifier, ...proof }, visitor);
  await updateSteps(deps).advance(of, 'key', (latest) => ({ ...latest, ...proved }));
}

type Proved = Pick<
  StoredDataUpdate,
  'accountId' | 'keyChangedAt' | 'proved' | 'factor' | 'question' | 'representative'
>;

async function prove(deps: Deps, asked: UpdateSubject & UpdateProof, visitor: Visitor): Promise<Proved> {
  const { representative } = asked;
  const account = await ownKey(deps, asked, visitor);
  const actor = await actingNow(deps, account, representative, visitor);
  const { id: accountId, subject, keyChangedAt } = account;
  await deps.audit.record({ act: 'update.begun', accountId, subject, visitor });
  const asks = deps.policy.asksQuestion && account.question;
  return {
    accountId,
    keyChangedAt: keyChangedAt.toISOString(),
    proved: true,
    factor: (await hasFactor(deps, { account, actor })) ? 'asked' : 'none',
    question: asks ? 'asked' : 'none',
    representative,
  };
}

/** The subject of the representative who acts for a company. Throws M-40 and M-44. */
async function actingNow(
  deps: Deps,
  account: Account,
  representative: Rut | undefined,
  visitor: Visitor,
): Promise<string | undefined> {
  if (account.profile !== 'juridica') return undefined;
  if (!representative) throw new Refusal('not-representative');
  return (await actForChange(deps, account, representative, visitor)).subject;
}

async function ownKey(
  deps: Deps,
  { profile, identifier, key, device }: UpdateSubject & UpdateProof,
  visitor: Visitor,
): Promise<Account> {
  try {
    return await proveOwnKey(deps, { profile, identifier, key, device, visitor });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key-provisional') throw error;
    throw new Refusal('key-provisional', { ...error.details, profile });
  }
}
