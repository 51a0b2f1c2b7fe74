import type { Secret } from '../domain/key.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { FactorShown } from './prove-held.ts';
import { proveOwnKey } from './prove-key.ts';
import { proveHolder } from './proved-holder.ts';
import { doneBy, type Here } from './who-is-in.ts';

/** Key and factor that are asked again, and the browser where they are typed. */
export interface KeyAgain {
  readonly key: Secret;
  /** The second factor, of a holder who has one. */
  readonly factor?: FactorShown | undefined;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/**
 * Requests a copy of all data of the signed-in user; it is made soon after, and a mail announces it. One at a time,
 * three a day. Throws `export-waiting`, `too-many-exports`, what the login throws for the key, and what `proveHolder`
 * throws.
 */
export async function requestExport(deps: Deps, here: Here, again: KeyAgain, visitor: Visitor): Promise<void> {
  const { id: accountId, profile, identifier } = here.account;
  const { factor, ...typed } = again;
  const account = await proveOwnKey(deps, { profile, identifier, ...typed, visitor });
  if ((await deps.exports.list(accountId)).some(({ readyAt }) => !readyAt)) throw new Refusal('export-waiting');
  await proveHolder(deps, { account, actor: here.actor?.subject }, factor, visitor);
  const { allowed, until } = await deps.throttles.consume(rateLimits.exportsByAccount, accountId);
  if (!allowed) throw new Refusal('too-many-exports', { until });
  await deps.atomically(async () => {
    const asked = { accountId, actor: here.actor?.subject, device: visitor.device };
    if (!(await deps.exports.open(asked))) throw new Refusal('export-waiting');
    await deps.audit.record({ act: 'export.requested', ...doneBy(here), visitor });
  });
}
