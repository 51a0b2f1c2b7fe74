import type { Account } from '../domain/account.ts';
import { changedAtOnce, type DataChanges, replacedBy } from '../domain/data-update.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { isFactor, isSettled } from '../domain/second-factor.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Updated } from '../ports/data-updates.ts';
import type { Deps } from '../ports/deps.ts';
import { changeAtOnce, notifyAtOnce } from './change-at-once.ts';
import { expired } from './flow-steps.ts';
import { restsUntil } from './mailbox-rest.ts';
import { contactUpdate, openContactUpdate } from './open-contact-update.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';
import { assertProved, type ProvedHolder } from './proved-holder.ts';
import { stoppedNow } from './stopped-now.ts';

/** What is changed: address and telephones by a signed-in user; contacts by one who proved key and factor for it. */
type DataUpdating = Acting &
  (
    | { readonly changes: Omit<DataChanges, 'contacts'> & { readonly contacts?: undefined } }
    | { readonly changes: DataChanges; readonly proved: ProvedHolder }
  );

interface Acting {
  /** RUN of the representative who acts for a company; must have acted for it before. */
  readonly representative?: Rut | undefined;
  /** Whether the link of the mailbox on file replaced captcha and question: then no code applies it at once. */
  readonly byMail?: boolean | undefined;
}

/**
 * Updates the data of an account whose key the user has proved: in the flow, or signed in. Address and fixed telephones
 * take effect at once and all contacts are notified; e-mail and mobile change after the waiting period, or with a
 * factor older than seven days once the new e-mail is confirmed (floor 5). All of it or nothing. Throws
 * `nothing-changed`, `hold-waiting`, `too-many-updates`, `account-frozen`, `factor-unproved`, and `flow-expired` where the
 * key was changed meanwhile.
 */
export async function updateData(
  deps: Deps,
  account: Account,
  updating: DataUpdating,
  visitor: Visitor,
): Promise<Updated> {
  const { changes, representative, byMail = false } = updating;
  assertChanges(account, changes);
  const { allowed, until } = await deps.throttles.consume(rateLimits.updatesByAccount, account.id);
  if (!allowed) throw new Refusal('too-many-updates', { until });
  return deps.atomically(async () => {
    const before = await inForce(deps, account);
    const what = changedAtOnce(before, changes);
    const actor = before.profile === 'juridica' ? await actingFor(deps, before, representative) : undefined;
    const now = { changes, what, actor };
    const rests = byMail || (await restsUntil(deps, before.id)) !== undefined;
    const proved = 'proved' in updating ? updating.proved : undefined;
    const agreed = proved?.factor === 'settled' ? 'factor' : undefined;
    const held = contactUpdate(before, { changes, rests, agreed, actor });
    if (held) await assertProved(deps, proved, { account: before, actor: actor?.subject });
    if (what.length > 0) await changeAtOnce(deps, before, now, visitor);
    const sent =
      what.length > 0
        ? await notifyAtOnce(deps, before, { what, actor, waits: held !== undefined }, visitor)
        : undefined;
    const asked = held && (await openContactUpdate(deps, before, { update: held, actor, what }, visitor));
    const atOnce = what.length > 0 || (asked?.replaced.length ?? 0) > 0;
    return { ...(sent ?? asked?.told), atOnce, request: asked?.request };
  });
}

/** Throws `nothing-changed` where all given data is on file already. */
export function assertChanges(account: Account, changes: DataChanges): void {
  if (changedAtOnce(account, changes).length + replacedBy(account, changes.contacts).length === 0)
    throw new Refusal('nothing-changed');
}

/**
 * What is known before anything is proved, so that no code of a factor is spent on it. Throws `nothing-changed`, and
 * `hold-waiting` while new contacts wait.
 */
export async function assertContactsMayChange(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  account: Account,
  changes: DataChanges,
): Promise<void> {
  assertChanges(account, changes);
  if (await pendingChanges.waiting(account.id, 'update-contacts')) throw new Refusal('hold-waiting');
}

/** Whether a holder's factor makes a change of contacts immediate, before it is proved: what a page promises. */
export async function changesAtOnce(
  deps: Pick<Deps, 'credentials' | 'audit' | 'pendingChangeHours' | 'now'>,
  holder: FactorHolder,
): Promise<boolean> {
  const settled = (await credentialsOf(deps, holder)).some((one) => isFactor(one) && isSettled(one, deps.now()));
  return settled && (await restsUntil(deps, holder.account.id)) === undefined;
}

/** The account as it is now, under lock; what was proved of it must still be true. */
async function inForce(deps: Deps, { id, keyChangedAt }: Account): Promise<Account> {
  const latest = await deps.accounts.lock(id);
  if (latest?.state !== 'activa') throw await stoppedNow(deps, latest);
  if (latest.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw expired('data-update');
  return latest;
}

/** The actor of a company, whose mobile is the company's: a person who has acted for it. */
async function actingFor({ companies }: Deps, { id }: Account, run: Rut | undefined): Promise<Actor> {
  const actor = run && (await companies.findActor(id, { run }));
  if (!actor) throw new Refusal('not-representative');
  return actor;
}
