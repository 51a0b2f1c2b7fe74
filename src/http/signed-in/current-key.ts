import type { Context } from 'koa';
import { proveOwnKey } from '../../account/prove-key.ts';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import type { Account } from '../../domain/account.ts';
import type { Secret } from '../../domain/key.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import { deviceOfBrowser } from '../browser.ts';
import { visitorOf } from '../page.ts';

/** Field of the key that is asked again before an important change, and the refusals that belong to it. */
export const currentKeyFaults = { 'own-key-wrong': 'actual', 'key-provisional': 'actual' } as const;

/** What a login says of a wrong key; a signed-in user has no use for its ways on. */
const wrong: ReadonlySet<RefusalCode> = new Set(['key-wrong', 'credentials-wrong', 'legacy-key', 'person-unknown']);

/**
 * Asks the signed-in user for the key once more, within the same budgets as a login, and for a company checks the SII.
 * Throws `own-key-wrong`, and M-40, M-44.
 */
export async function proveCurrentKey(deps: Deps, ctx: Context, here: Here, key: Secret): Promise<Account> {
  const account = await proveKeyOf(deps, ctx, here, key);
  await assertActsNow(deps, here, visitorOf(ctx));
  return account;
}

async function proveKeyOf(deps: Deps, ctx: Context, { account }: Here, key: Secret): Promise<Account> {
  const { profile, identifier } = account;
  const proof = { profile, identifier, key, device: deviceOfBrowser(deps, ctx), visitor: visitorOf(ctx) };
  try {
    return await proveOwnKey(deps, proof);
  } catch (error) {
    throw error instanceof Refusal && wrong.has(error.code) ? new Refusal('own-key-wrong') : error;
  }
}
