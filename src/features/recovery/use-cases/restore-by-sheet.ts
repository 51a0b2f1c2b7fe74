import { contactUpdate, openContactUpdate } from '../../../account/open-contact-update.ts';
import { isNamed } from '../../../account/representation.ts';
import { assertNotTheirs, type HashedKey, hashChosen, saveKey } from '../../../account/save-key.ts';
import type { Account } from '../../../domain/account.ts';
import { mobileOf } from '../../../domain/data-update.ts';
import type { Email } from '../../../domain/email.ts';
import { neverProved } from '../../../domain/identity.ts';
import type { Secret } from '../../../domain/key.ts';
import type { Phone } from '../../../domain/phone.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { cardInHand } from './contest-recovery.ts';
import { type RecoveryOf, recoverySteps, standingContest } from './recovery-flow.ts';
import { assertServes, sheetOf } from './sheet-code.ts';

/** What the holder of card and sheet chooses: a key, and other contacts in place of those that are lost. */
export interface Restored {
  readonly key: Secret;
  readonly email?: Email | undefined;
  readonly mobile?: Phone | undefined;
}

/**
 * Saves the key that is chosen with card and printed code, and spends the code: of several uses one succeeds, the
 * others throw `backup-code-spent` and are asked for another one. New contacts do not wait, except that a new e-mail
 * needs its own link. Gives the id of the account, undefined where a contest began meanwhile; throws `card-over`,
 * `key-guessable`, `not-representative`, and what `assertServes` throws.
 */
export async function restoreBySheet(
  deps: Deps,
  of: RecoveryOf,
  chosen: Restored,
  visitor: Visitor,
): Promise<string | undefined> {
  const { account, card } = await cardInHand(deps, of, 'restore');
  assertNotTheirs(account, chosen.key);
  const hashed = await hashChosen(deps, account.id, chosen.key);
  const restore = async (latest: StoredRecovery): Promise<StoredRecovery> => {
    const locked = await deps.accounts.lock(account.id);
    if (!locked) return latest;
    const contested = await standingContest(deps, locked);
    if (contested) return { ...latest, contested };
    if (!(await isNamed(deps, locked, card.run))) throw new Refusal('not-representative');
    return restoreLocked(deps, { account: locked, hashed, latest, chosen }, visitor);
  };
  try {
    const { restored } = await recoverySteps(deps).advance(of, 'restore', restore);
    return restored && account.id;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'backup-code-spent')
      await recoverySteps(deps).advance(of, 'restore', (latest) =>
        turnTo(latest, { sheet: 'asked', sheetCode: undefined }),
      );
    throw error;
  }
}

interface Restoring {
  readonly account: Account;
  readonly hashed: HashedKey;
  readonly latest: StoredRecovery;
  readonly chosen: Restored;
}

async function restoreLocked(deps: Deps, restoring: Restoring, visitor: Visitor): Promise<StoredRecovery> {
  const { account, hashed, latest, chosen } = restoring;
  const left = await spend(deps, account, latest, visitor);
  const actor = latest.representative && (await deps.companies.findActor(account.id, { run: latest.representative }));
  const update = updateOf(account, chosen, actor);
  const sheet = { left, contacts: update?.replaces ?? [] };
  const key = { ...hashed, proved: true, shownHere: true, by: 'sheet', actor: actor?.subject, sheet } as const;
  const { account: now } = await saveKey(deps, account, key, visitor);
  // The mobile at once, the e-mail by the link that confirms it: until then a typing error would lose the account.
  if (update) await openContactUpdate(deps, now, { update, actor, what: [] }, visitor);
  const { email, mobile } = chosen;
  const replaced = (contact: 'email' | 'mobile') => update?.replaces.includes(contact);
  const contacts = { email: replaced('email') ? email : undefined, mobile: replaced('mobile') ? mobile : undefined };
  return { ...latest, serial: undefined, restored: { left, ...contacts } };
}

/** Spends the code in the transaction of the key (floor 11); how many are left after it. */
async function spend(deps: Deps, account: Account, recovery: StoredRecovery, visitor: Visitor): Promise<number> {
  const codes = await sheetOf(deps, account, recovery);
  const code = codes.find(({ id }) => id === recovery.sheetCode);
  if (!code || (await deps.credentials.remove(account.id, [code.id])) !== 1) throw new Refusal('backup-code-spent');
  assertServes(deps, account, code);
  // The first proof of an identity ends what was set before it, the other code too.
  const left = neverProved(account) ? 0 : codes.length - 1;
  const { id: accountId, subject } = account;
  const details = { left, ...(code.actor ? { actor: code.actor } : {}) };
  await deps.audit.record({ act: 'backup-code.used', accountId, subject, visitor, details });
  return left;
}

/** The contacts that were typed, as an update that does not wait; an empty field leaves its contact as it is. */
function updateOf(account: Account, { email, mobile }: Restored, actor: Actor | undefined) {
  const contacts = { email: email ?? account.personal.email, mobile: mobile ?? mobileOf(account) };
  return contactUpdate(account, { changes: { contacts }, rests: false, agreed: 'sheet', actor });
}
