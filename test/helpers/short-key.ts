import { changeOwnKey } from '../../src/account/change-key.ts';
import { endFactors } from '../../src/account/end-factors.ts';
import { credentialsOf } from '../../src/account/prove-factor.ts';
import type { App } from '../../src/app/app.ts';
import type { Account } from '../../src/domain/account.ts';
import { chooseKey } from '../../src/domain/key.ts';
import { isFactor } from '../../src/domain/second-factor.ts';
import type { TestApp } from './app.ts';
import { owner } from './recovery.ts';

/** Keys of ten and of twenty-five characters. */
export const SHORT = 'Quiltro-79';
export const LONG = 'Tres quiltros en la plaza';

type Has = Pick<App, 'deps'>;

/** Gives an account the key, with the length of a holder of a factor. */
export async function keyTo({ deps }: Has, { id }: Pick<Account, 'id'>, key: string): Promise<Account> {
  const account = await stored({ deps }, id);
  const chosen = chooseKey(key, deps.policy, [], true);
  await changeOwnKey(deps, { accountId: id, proved: account.keyHash, chosen }, owner);
  return stored({ deps }, id);
}

/** The account as it is now. */
export async function stored({ deps }: Has, id: string): Promise<Account> {
  const account = await deps.accounts.find(id);
  if (!account) throw new Error('no account');
  return account;
}

/** The factors of an account, the oldest first. */
export const factorsOf = async ({ deps }: Has, account: Account) =>
  (await credentialsOf(deps, { account, actor: undefined })).filter(isFactor);

/** Ends all factors as the first proof of an identity does: no key is chosen with it. */
export const endAll = ({ deps }: Pick<TestApp, 'deps'>, { id }: Account): Promise<void> =>
  deps.atomically(async () => {
    const account = await deps.accounts.lock(id);
    if (account) await endFactors(deps, account, { which: 'all', visitor: owner });
  });

/** Adds a second app beside those of an account, whose digits no one sees. */
export const addApp = ({ deps }: Has, { id: accountId }: Account): Promise<void> =>
  deps.credentials.add([
    {
      id: crypto.randomUUID(),
      kind: 'passkey',
      accountId,
      actor: undefined,
      content: { credentialId: 'una', publicKey: 'dos', transports: [], backedUp: false, userHandle: 'tres' },
      label: 'Mi otra llave',
      cardAt: undefined,
      expiresAt: undefined,
      finds: 'una',
    },
  ]);
