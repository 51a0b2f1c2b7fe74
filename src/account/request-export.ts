import type { Secret } from '../domain/key.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { proveOwnKey } from './prove-key.ts';
import { doneBy, type Here } from './who-is-in.ts';

/** The key that is asked again, and the browser where it is typed. */
export interface KeyAgain {
  readonly key: Secret;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/**
 * Requests a copy of all data of the signed-in user; it is made soon after, and a mail announces it. One at a time,
 * three a day. Throws `export-waiting`, `too-many-exports`, and what the login throws for the key.
 */
export async function requestExport(deps: Deps, here: Here, again: KeyAgain, visitor: Visitor): Promise<void> {
  const { id: accountId, profile, identifier } = here.account;
  await proveOwnKey(deps, { profile, identifier, ...again, visitor });
  if ((await deps.exports.list(accountId)).some(({ readyAt }) => !readyAt)) throw new Refusal('export-waiting');
  const { allowed, until } = await deps.throttles.consume(rateLimits.exportsByAccount, accountId);
  if (!allowed) throw new Refusal('too-many-exports', { until });
  await deps.atomically(async () => {
    const asked = { accountId, actor: here.actor?.subject, device: visitor.device };
    if (!(await deps.exports.open(asked))) throw new Refusal('export-waiting');
    await deps.audit.record({ act: 'export.requested', ...doneBy(here), visitor });
  });
}
