import type { Account } from '../domain/account.ts';
import { droppedByProof } from '../domain/identity.ts';
import { isNamed } from '../domain/identity-level.ts';
import type { Secret } from '../domain/key.ts';
import { assertNotGuessable } from '../domain/key-block-list.ts';
import { isShortKey } from '../domain/key-length.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Done, Notice } from '../ports/notice.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { raiseIdentity } from './first-proof.ts';
import { assertMayBeShort } from './key-length.ts';
import {
  contactsOfAccount,
  type NoticeFor,
  notifyAccount,
  notifyRepresentative,
  type SentNotices,
} from './notify-account.ts';
import { notifyReplaced } from './notify-replaced.ts';
import { shutDown } from './shut-down.ts';
import { whoActed } from './who-acted.ts';

/** A key that has been changed: the account as it is now, and the notices that were sent to its holder. */
export interface KeyChanged {
  readonly account: Account;
  readonly told: SentNotices;
}

/** The hash of a chosen key, and whether it is shorter than one without a second factor may be (C1). */
export interface HashedKey {
  readonly keyHash: string;
  readonly keyShort: boolean;
}

/** A key to save, and how it came about. */
interface NewKey extends HashedKey {
  /** Whether the card was shown for it, in any browser: then a frozen account is unfrozen. */
  readonly proved: boolean;
  /** Whether it was shown in the browser that chooses the key, a few minutes ago: then the identity is proved by it. */
  readonly shownHere?: boolean | undefined;
  /** Whether a code from the mobile on file was given together with that card. */
  readonly keepMobile?: boolean | undefined;
  readonly by: 'key' | 'provisional' | 'code' | 'sheet';
  /** Where a code of the printed sheet chose it: what its notice tells besides. */
  readonly sheet?: Extract<Notice, { kind: 'key-changed' }>['sheet'];
  /** Subject of the representative who acts for a company, where it is known. */
  readonly actor?: string | undefined;
  /** Uid of the session that continues. */
  readonly except?: string | undefined;
}

/**
 * A key made of the holder's own name, number, e-mail or telephone is easy to guess (floor 9). The registry's name is
 * compared from `revisada` on: below, a refusal would confirm a correct guess of it.
 */
export function assertNotTheirs({ personal, identifier, identidad }: Account, chosen: Secret): void {
  const name = isNamed(identidad) ? personal.name : undefined;
  const { company, email, mobile, homePhone, workPhone } = personal;
  const { representative } = company ?? {};
  const known = [
    ...[name?.given, name?.paternal, name?.maternal, company?.razonSocial, identifier, email],
    ...[mobile, homePhone, workPhone, representative?.mobile, representative?.run],
  ];
  assertNotGuessable(chosen.reveal(), known);
}

/** Hashes a key that was chosen for an account; before any row is locked, since a hash is slow. */
export const hashChosen = async (
  { hasher, policy }: Pick<Deps, 'hasher' | 'policy'>,
  id: string,
  chosen: Secret,
): Promise<HashedKey> => ({
  keyHash: await hasher.hash(chosen, { purpose: 'key', id }),
  keyShort: isShortKey(chosen, policy),
});

/**
 * Saves the hash of a new key and ends all that the old one opened; part of the caller's transaction. Throws `key-length`
 * where it is short and no second factor is left beside it.
 */
export async function saveKey(deps: Deps, account: Account, fresh: NewKey, visitor: Visitor): Promise<KeyChanged> {
  const { shownHere, keepMobile, actor, sheet } = fresh;
  const changed = await writeKey(deps, account, fresh);
  await endOfOldKey(deps, account, fresh, visitor);
  await noteChanged(deps, account, fresh, visitor);
  const thawed = account.state === 'congelada';
  if (thawed) await noteThawed(deps, account, visitor);
  // Proof belongs to the browser where the card was shown, never to the owner of the contacts on file.
  const raised =
    shownHere && changed
      ? await raiseIdentity(deps, changed, { visitor, actor, keepMobile, notifiedWithKey: true })
      : changed;
  const now = raised ?? account;
  if (fresh.keyShort) await assertMayBeShort(deps, now);
  const done = doneNow(deps, visitor, await whoActed(deps, now, actor));
  const dropped = changed && raised && droppedByProof(changed, raised);
  return { account: now, told: await notifyChanged(deps, now, { ...done, thawed, dropped, sheet }) };
}

const writeKey = (deps: Deps, { id }: Account, { keyHash, keyShort, proved }: NewKey): Promise<Account | undefined> =>
  deps.accounts.change(id, (latest) => ({
    ...latest,
    keyHash,
    keyShort,
    keyChangedAt: deps.now(),
    state: 'activa',
    stolenAt: undefined,
    keyNeedsCard: proved ? false : latest.keyNeedsCard,
  }));

async function endOfOldKey(deps: Deps, account: Account, fresh: NewKey, visitor: Visitor): Promise<void> {
  const { by, except, proved } = fresh;
  await shutDown(deps, account, {
    keys: 'end',
    // The session in which the key was changed continues.
    sessions: { except },
    // A provisional key was sent to a contact on file; the key alone stops no request resting on a document (floor 5).
    holds: { word: by === 'key' ? 'key' : 'contact', by: 'key', visitor },
    // A blocked account gets no new key.
    block: 'stay',
    // A recovery removes what was enrolled lately, and never an older factor.
    factors: by === 'key' ? 'stay' : { which: 'young', visitor },
    // The account is in use before and after; unfreezing has its event below.
    events: [],
  });
  // The person with card and contacts on file has the account: what was stopped before is not decided any more.
  if (proved && by !== 'key') await deps.pendingChanges.withdrawAtDesk(account.id);
  await deps.throttles.forgetKeyTries(`${account.profile}:${account.identifier}`);
}

async function noteChanged(deps: Deps, account: Account, { by, actor }: NewKey, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  const details = { by, ...(actor === undefined ? {} : { actor }) };
  await deps.audit.record({ act: 'key.changed', accountId, subject, visitor, details });
}

/**
 * Notifies all who may say "No fui yo": the holder, contacts replaced lately, and a company's representative (C12). The
 * same message reports what came with the key: that the account works again, and what its first proof dropped.
 */
async function notifyChanged(
  deps: Deps,
  account: Account,
  what: Done & Pick<Extract<Notice, { kind: 'key-changed' }>, 'thawed' | 'dropped' | 'sheet'>,
): Promise<SentNotices> {
  const notice: NoticeFor = async (to) => ({
    kind: 'key-changed',
    ...what,
    link: await disavowLink(deps, account, to),
  });
  const notices = await notifyAccount(deps, account, notice);
  await notifyReplaced(deps, account, notice);
  await notifyRepresentative(deps, account, notice, contactsOfAccount(account));
  return notices;
}

async function noteThawed(deps: Deps, account: Account, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'account.thawed', accountId, subject, visitor });
  await deps.clientEvents.publish(account, 'account-enabled');
}
