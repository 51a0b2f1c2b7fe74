import type { Account } from '../domain/account.ts';
import { isCardRecent } from '../domain/identity.ts';
import type { Secret } from '../domain/key.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { accountStopped } from '../domain/stopped-account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import { assertMailboxProved, type ChoosingBrowser } from './mailbox-proof.ts';
import { matchKey } from './match-key.ts';
import { isKeyUsable, isLinkUsable } from './provisional-life.ts';
import { assertNotTheirs, type KeyChanged, saveKey } from './save-key.ts';

/** A key of one's own that is changed for another. */
export interface OwnKeyChange {
  readonly accountId: string;
  /** Hash of the current key, as it was when it was proved: one that changed since then is not replaced. */
  readonly proved: string;
  /** Uid of the session that goes on: that of whoever is signed in. All others end. */
  readonly except?: string | undefined;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
}

/**
 * Changes a key that was proved (`proveOwnKey` gives the account, and with it the hash). Of several at once one succeeds,
 * the others throw `key-stale`. Also throws `key-same`, `key-guessable`, `card-needed`, `account-frozen`.
 */
export async function changeOwnKey(
  deps: Deps,
  { chosen, ...change }: OwnKeyChange & { readonly chosen: Secret },
  visitor: Visitor,
): Promise<Account> {
  const keyHash = await hashReplacingOwn(deps, change, chosen);
  const { account } = await deps.atomically(() => replaceOwnKey(deps, change, keyHash, visitor));
  return account;
}

/**
 * Puts a chosen key in the place of the current one by what a recovery sent. Of several at once one succeeds, the others
 * throw `provisional-spent` or `link-spent`; whoever guesses nothing loses nothing. All sessions and tokens
 * end, a frozen account thaws if the card was shown, and the holder is told that it changed, never to what (floor 4). The
 * identity is proved by it only in the browser that showed the card, within 15 minutes. Throws `mailbox-code-needed` where
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
  const keyHash = await hashReplacingProvisional(deps, provisional, chosen);
  const { account } = await deps.atomically(() =>
    replaceByProvisional(deps, { provisional, browser: where?.browser }, keyHash, visitor),
  );
  return account;
}

/** The hash of a key that may take the place of the one proved; before any row is locked, for a hash takes its time. */
export async function hashReplacingOwn(
  deps: Deps,
  { accountId, proved }: Pick<OwnKeyChange, 'accountId' | 'proved'>,
  chosen: Secret,
): Promise<string> {
  const found = await deps.accounts.find(accountId);
  if (found) assertNotTheirs(found, chosen);
  if ((await matchKey(deps, { id: accountId, keyHash: proved }, chosen)).right) throw new Refusal('key-same');
  return deps.hasher.hash(chosen, { purpose: 'key', id: accountId });
}

/** The same for what a recovery sent: a key that stood in a message is not chosen (floor 4). */
export async function hashReplacingProvisional(
  deps: Deps,
  { kind, accountId, keyHash }: ProvisionalKey,
  chosen: Secret,
): Promise<string> {
  const sent = kind === 'key' ? asProvisionalKey(chosen) : undefined;
  if (sent && (await deps.hasher.matches(keyHash, sent, { purpose: 'provisional', id: accountId })))
    throw new Refusal('key-same');
  const found = await deps.accounts.find(accountId);
  if (found) assertNotTheirs(found, chosen);
  return deps.hasher.hash(chosen, { purpose: 'key', id: accountId });
}

/** Saves the new key while the one that was proved is still the current one; part of the caller's transaction. */
export async function replaceOwnKey(
  deps: Deps,
  { accountId, proved, except, actor }: OwnKeyChange,
  keyHash: string,
  visitor: Visitor,
): Promise<KeyChanged> {
  const account = await deps.accounts.lock(accountId);
  if (account?.state !== 'activa') throw accountStopped(account, deps.now());
  if (account.keyHash !== proved) throw new Refusal('key-stale');
  if (account.keyNeedsCard) throw new Refusal('card-needed');
  return saveKey(deps, account, { keyHash, proved: false, by: 'key', actor, except }, visitor);
}

/** What a recovery sent, who changes it for a company, and the id of the browser that does. */
export interface ByProvisional {
  readonly provisional: ProvisionalKey;
  readonly actor?: string | undefined;
  readonly browser?: string | undefined;
}

/** Saves the new key and spends what the recovery sent; part of the caller's transaction. */
export async function replaceByProvisional(
  deps: Deps,
  { provisional, actor, browser }: ByProvisional,
  keyHash: string,
  visitor: Visitor,
): Promise<KeyChanged> {
  // The account's row first, as whoever freezes it takes it: both at once would wait for each other for ever.
  const account = await deps.accounts.lock(provisional.accountId);
  if (!account || !mayChange(account, provisional)) throw accountStopped(account, deps.now());
  const shownAt = browser === undefined ? undefined : await deps.provisionalKeys.cardShownIn(provisional.id, browser);
  const serves = isKeyUsable(provisional, deps.now()) || isLinkUsable(provisional, deps.now());
  if (!serves || !(await deps.provisionalKeys.use(provisional.id)))
    throw new Refusal(provisional.kind === 'key' ? 'provisional-spent' : 'link-spent');
  const { proved } = provisional;
  const shownHere = isCardRecent(shownAt, deps.now());
  return saveKey(deps, account, { keyHash, proved, shownHere, by: 'provisional', actor }, visitor);
}

/**
 * A frozen account, and a company whose representatives changed, come by what was sent after the card was shown; one that
 * a contest stopped by nothing that was sent.
 */
function mayChange({ state, keyNeedsCard, contest }: Account, { proved }: ProvisionalKey): boolean {
  if ((keyNeedsCard && !proved) || (state === 'congelada' && contest)) return false;
  return state === 'activa' || state === 'bloqueada_temporal' || (state === 'congelada' && proved);
}
