import { type ShutDownNeeds, shutDown } from '../../account/shut-down.ts';
import type { Account } from '../../domain/account.ts';
import { Secret } from '../../domain/key.ts';
import type { Deps } from '../../ports/deps.ts';
import type { KeptPerson, SandboxPeople, Switched } from '../../ports/sandbox-people.ts';
import { TamperedRow } from '../../ports/tampered-row.ts';
import { type SandboxAccount, sandboxAccounts } from '../people/sandbox-people.ts';
import { SEEDED_KEY } from '../people/seed.ts';
import { addPublished, letIn, proveRepresentative, type SeedNeeds } from '../people/seed-sandbox.ts';
import { asPublished, type CompareNeeds, isAsPublished } from './as-published.ts';
import { pauseNumber } from './pause-number.ts';

/** What the page promises: so long after a change, at the latest, a person is as published again. */
export const RESTORED_MINUTES = 15;

/** How often the job looks, and the longest that a change stays: together less than what the page promises. */
export const LOOK_MS = 30_000;
const STAYS_MS = RESTORED_MINUTES * 60_000 - 2 * LOOK_MS;

/** The dependencies for restoring a person. */
export type RestoreNeeds = SeedNeeds &
  CompareNeeds &
  ShutDownNeeds &
  Pick<Deps, 'throttles'> & { readonly people: SandboxPeople };

/**
 * Restores each published person whose switch ended, or whose account was first seen changed fourteen minutes ago, and
 * gives the names of those that it restored. Any number of instances may run it. An account whose row does not verify is
 * left to the operator (docs/repair.md), and one that has another profile now, as it is.
 */
export async function restorePeople(deps: RestoreNeeds): Promise<readonly string[]> {
  const kept = await deps.people.all();
  const restored: string[] = [];
  for (const person of sandboxAccounts)
    try {
      if (await keepPublished(deps, person, kept.get(person.id))) restored.push(person.id);
    } catch (error) {
      if (!(error instanceof TamperedRow)) throw error;
    }
  return restored;
}

async function keepPublished(
  deps: RestoreNeeds,
  person: SandboxAccount,
  { switched, changedAt }: KeptPerson = {},
): Promise<boolean> {
  const at = deps.now().getTime();
  if (switched && switched.until.getTime() <= at) return restore(deps, person);
  if (switched) return keepSwitched(deps, person, switched);
  // Wrong keys of one developer pause no other one.
  await deps.throttles.forgetKeyTries(`${person.profile}:${person.identifier}`);
  const account = await accountOf(deps, person);
  if (account && (await isAsPublished(deps, account, person))) {
    if (changedAt) await deps.people.noteRestored(person.id);
    return false;
  }
  if (changedAt) return at - changedAt.getTime() >= STAYS_MS && restore(deps, person);
  await deps.people.noteChanged(person.id, deps.now());
  return false;
}

async function keepSwitched(deps: RestoreNeeds, person: SandboxAccount, { to }: Switched): Promise<false> {
  if (to === 'pausada') await pauseNumber(deps, person);
  return false;
}

/** The account that has the number of a published person; a pending registration does not have it. */
export async function accountOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { profile, identifier }: SandboxAccount,
): Promise<Account | undefined> {
  const found = await accounts.findByIdentifier(profile, identifier);
  return found?.state === 'pendiente_correo' ? undefined : found;
}

async function restore(deps: RestoreNeeds, person: SandboxAccount): Promise<boolean> {
  const account = await accountOf(deps, person);
  if (account && account.profile !== person.profile) return false;
  if (account) await writeAsPublished(deps, account, person);
  else await addPublished(deps, person);
  await deps.throttles.forgetKeyTries(`${person.profile}:${person.identifier}`);
  await deps.people.noteRestored(person.id);
  return true;
}

/** Ends all that is open, and writes state, key and contacts as published, in one transaction. */
async function writeAsPublished(deps: RestoreNeeds, { id }: Account, person: SandboxAccount): Promise<void> {
  const keyHash = await deps.hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
  await deps.atomically(async () => {
    const latest = await deps.accounts.lock(id);
    if (!latest || latest.state === 'cerrada') return;
    const event = person.state === 'activa' ? 'account-enabled' : 'account-disabled';
    await shutDown(deps, latest, {
      keys: 'end',
      sessions: 'end',
      holds: 'withdraw',
      block: { by: 'sandbox' },
      factors: 'untold',
      events: latest.state === person.state ? [] : [{ event }],
    });
    await deps.accounts.change(id, (now) => asPublished(now, person, keyHash));
    await letIn(deps, id, person);
    await proveRepresentative(deps, id, person);
  });
}
