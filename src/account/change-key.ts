import type { Account } from '../domain/account.ts';
import { isCardRecent } from '../domain/identity.ts';
import type { Secret } from '../domain/key.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import { assertMailboxProved, type ChoosingBrowser } from './mailbox-proof.ts';
import { matchKey } from './match-key.ts';
import { isKeyUsable, isLinkUsable } from './provisional-life.ts';
import { assertNotTheirs, type HashedKey, hashChosen, type KeyChanged, saveKey } from './save-key.ts';
import { stoppedNow } from './stopped-now.ts';

/** A key of one's own that is changed for another. */
interface OwnKeyChange {
  readonly accountId: string;
  /** Hash of the current key, as it was when it was proved: a key that changed since then is not replaced. */
  readonly proved: string;
  /** Uid of the session that continues: that of the signed-in user. All others end. */
  readonly except?: string | undefined;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
}

/**
 * Changes a key that was proved (`proveOwnKey` returns the account with its hash). Of several at once one succeeds, the
 * others throw `key-stale`. Also throws `key-same`, `key-guessable`, `card-needed`, `account-frozen`,
 * and `key-length` for a short key without a second factor.
 */
export async function changeOwnKey(
  deps: Deps,
  { chosen, ...change }: OwnKeyChange & { readonly chosen: Secret },
  visitor: Visitor,
): Promise<Account> {
  const hashed = await hashReplacingOwn(deps, change, chosen);
  const { account } = await deps.atomically(() => replaceOwnKey(deps, change, hashed, visitor));
  return account;
}

/**
 * Replaces the current key by a chosen one, with what a recovery sent. Of several at once one succeeds, the others
 * throw `provisional-spent` or `link-spent`; a wrong guess changes nothing. All sessions and tokens end, a frozen
 * account is unfrozen if the card was shown, and the holder is notified of the change, never of the key (floor 4). It
 * proves the identity only in the browser that showed the card, within 15 minutes. Throws `mailbox-code-needed` where
 * the browser must prove the mailbox first (C6).
 */
export async function changeKeyBy(
  deps: Deps,
  provisional: ProvisionalKey,
  chosen: Secret,
  visitor: Visitor,
  where?: ChoosingBrowser,
): Promise<Account> {
  await assertMailboxProved(deps, provisional, where);
  const hashed = await hashReplacingProvisional(deps, provisional, chosen);
  const { account } = await deps.atomically(() =>
    replaceByProvisional(deps, { provisional, browser: where?.browser }, hashed, visitor),
  );
  return account;
}

/** The hash of a key that may replace the proved one; made before any row is locked, since a hash is slow. */
export async function hashReplacingOwn(
  deps: Deps,
  { accountId, proved }: Pick<OwnKeyChange, 'accountId' | 'proved'>,
  chosen: Secret,
): Promise<HashedKey> {
  const found = await deps.accounts.find(accountId);
  if (found) assertNotTheirs(found, chosen);
  if ((await matchKey(deps, { id: accountId, keyHash: proved }, chosen)).right) throw new Refusal('key-same');
  return hashChosen(deps, accountId, chosen);
}

/** The same for what a recovery sent: a key that was in a message may not be chosen (floor 4). */
export async function hashReplacingProvisional(
  deps: Deps,
  { kind, accountId, keyHash }: ProvisionalKey,
  chosen: Secret,
): Promise<HashedKey> {
  const sent = kind === 'key' ? asProvisionalKey(chosen) : undefined;
  if (sent && (await deps.hasher.matches(keyHash, sent, { purpose: 'provisional', id: accountId })))
    throw new Refusal('key-same');
  const found = await deps.accounts.find(accountId);
  if (found) assertNotTheirs(found, chosen);
  return hashChosen(deps, accountId, chosen);
}

/** Saves the new key while the one that was proved is still the current one; part of the caller's transaction. */
export async function replaceOwnKey(
  deps: Deps,
  { accountId, proved, except, actor }: OwnKeyChange,
  hashed: HashedKey,
  visitor: Visitor,
): Promise<KeyChanged> {
  const account = await deps.accounts.lock(accountId);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  if (account.keyHash !== proved) throw new Refusal('key-stale');
  if (account.keyNeedsCard) throw new Refusal('card-needed');
  return saveKey(deps, account, { ...hashed, proved: false, by: 'key', actor, except }, visitor);
}

/** What a recovery sent, who changes it for a company, and the id of the browser that does. */
interface ByProvisional {
  readonly provisional: ProvisionalKey;
  readonly actor?: string | undefined;
  readonly browser?: string | undefined;
}

/** Saves the new key and spends what the recovery sent; part of the caller's transaction. */
export async function replaceByProvisional(
  deps: Deps,
  { provisional, actor, browser }: ByProvisional,
  hashed: HashedKey,
  visitor: Visitor,
): Promise<KeyChanged> {
  // The account's row first, as freezing locks it: two transactions at once would deadlock otherwise.
  const account = await deps.accounts.lock(provisional.accountId);
  if (!account || !mayChange(account, provisional)) throw await stoppedNow(deps, account);
  const shownAt = browser === undefined ? undefined : await deps.provisionalKeys.cardShownIn(provisional.id, browser);
  const serves = isKeyUsable(provisional, deps.now()) || isLinkUsable(provisional, deps.now());
  if (!serves || !(await deps.provisionalKeys.use(provisional.id)))
    throw new Refusal(provisional.kind === 'key' ? 'provisional-spent' : 'link-spent');
  const { proved } = provisional;
  const shownHere = isCardRecent(shownAt, deps.now());
  return saveKey(deps, account, { ...hashed, proved, shownHere, by: 'provisional', actor }, visitor);
}

/**
 * A frozen account, and a company whose representatives changed, are opened by what was sent after the card was shown;
 * one that a contest stopped is not opened by anything that was sent.
 */
function mayChange({ state, keyNeedsCard, contest }: Account, { proved }: ProvisionalKey): boolean {
  if ((keyNeedsCard && !proved) || (state === 'congelada' && contest)) return false;
  return state === 'activa' || state === 'bloqueada_temporal' || (state === 'congelada' && proved);
}
