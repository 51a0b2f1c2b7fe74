import type { Account, Identifier, Profile } from '../domain/account.ts';
import type { PlainKey } from '../domain/key.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import { budgets, keyFailures } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { World } from '../ports/world.ts';
import { keyServes } from './provisional-life.ts';

/** Id of no account: who has none costs the same look. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

export interface KeyProof {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly key: PlainKey;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
  readonly visitor: Visitor;
  /** Whether the key is asked to lift a block of the holder's own. */
  readonly lifting?: boolean | undefined;
  /** The platform of the sign-in; none where a page of the house asks for the key. */
  readonly platform?: { readonly clientId: string; readonly name: string } | undefined;
}

/** An account whose key was proved, and whether the browser is one that it knows. */
export interface Proven {
  readonly account: Account;
  readonly known: boolean;
  /** Set where it was proved by a provisional key, which opens the page that changes it and nothing else (floor 3). */
  readonly provisional?: ProvisionalKey | undefined;
}

/**
 * Proves that whoever asks holds the key, and gives the account. Everything cheap is asked before the hash; an unknown
 * identifier costs the same hash and the same rows as a wrong key (floor 2).
 */
export async function proveKey(world: World, proof: KeyProof): Promise<Proven> {
  await assertNetworkMayTry(world, proof);
  const account = await world.accounts.findByIdentifier(proof.profile, proof.identifier);
  const known = await isKnownDevice(world, proof, account);
  // Tries are counted for the account, whichever of its identifiers was typed.
  const tried = account ?? proof;
  const outstanding = await world.provisionalKeys.outstanding(account?.id ?? NOBODY);
  if (!known) await assertIdentifierMayBeTried(world, tried, proof.visitor, outstanding !== undefined);

  const proven = await world.hasher.matches(account?.keyHash, proof.key);
  const provisional = await provisionalBy(world, outstanding, proof.key);
  if (!account || (!proven && !provisional)) return refuse(world, proof, account);
  if (account.state === 'pendiente_correo') throw new Refusal('email-unconfirmed', { profile: account.profile });
  await assertOpen(world, account, proof);
  await world.throttles.forgetKeyTries(`${tried.profile}:${tried.identifier}`);
  return { account, known, provisional: proven ? undefined : provisional };
}

/** Only an active account is open; one that its holder blocked says so, and opens to nobody but who lifts the block. */
async function assertOpen(
  { rights }: Pick<World, 'rights'>,
  { id, state }: Account,
  { lifting }: KeyProof,
): Promise<void> {
  if (state === 'activa') return;
  const blocked = state === 'suspendida' && (await rights.block(id)) !== undefined;
  if (blocked && lifting) return;
  throw new Refusal(blocked ? 'account-blocked' : 'account-frozen');
}

/** The provisional key, if it was typed. While one is outstanding both hashes are computed, whatever the first one says. */
async function provisionalBy(
  { hasher, now }: World,
  outstanding: ProvisionalKey | undefined,
  typed: PlainKey,
): Promise<ProvisionalKey | undefined> {
  if (!outstanding || !keyServes(outstanding, now())) return undefined;
  const right = await hasher.matches(outstanding.keyHash, asProvisionalKey(typed) ?? typed);
  return right ? outstanding : undefined;
}

/** The same where only the chosen key will do; a provisional one is refused with `key-provisional` (M-14). */
export async function proveOwnKey(world: World, proof: KeyProof): Promise<Account> {
  const { account, provisional } = await proveKey(world, proof);
  if (provisional) throw new Refusal('key-provisional', { provisional: provisional.id });
  return account;
}

async function assertNetworkMayTry({ throttles }: World, { visitor: { network } }: KeyProof): Promise<void> {
  const spent = [
    await throttles.take(budgets.loginByNetwork, network),
    await throttles.look(budgets.wrongLoginsByNetwork, network),
    await throttles.look(budgets.scanByNetwork, network),
  ].find(({ allowed }) => !allowed);
  if (spent) throw new Refusal('too-many-tries', { until: spent.until });
}

/** A known device has its own budget: strangers who try keys elsewhere cannot lock its owner out (floor 8). */
async function isKnownDevice(
  { devices, throttles }: World,
  { device }: KeyProof,
  account: Account | undefined,
): Promise<boolean> {
  if (!account || !device || !devices.recognises(device, account.id, account.keyChangedAt)) return false;
  return (await throttles.take(budgets.loginByDevice, device)).allowed;
}

async function assertIdentifierMayBeTried(
  { throttles, policy }: World,
  { profile, identifier }: Pick<KeyProof, 'profile' | 'identifier'>,
  { network }: Visitor,
  recovering: boolean,
): Promise<void> {
  const here = await throttles.take(budgets.loginByIdentifierAndNetwork, identifier, network);
  const everywhere = await throttles.takeKeyTry(`${profile}:${identifier}`);
  const spent = [here, everywhere].find(({ allowed }) => !allowed);
  // A hundred wrong keys in a row: only a recovery helps, and what it sends must go through (security, 4).
  const exhausted = everywhere.consecutive > keyFailures.untilRecovery && !recovering;
  if (!spent && !exhausted) return;
  if (!policy.tellsUnknownAtLogin) throw new Refusal('credentials-wrong');
  throw exhausted || !spent ? new Refusal('recovery-needed') : new Refusal('account-paused', { until: spent.until });
}

/**
 * C8: the guide's two messages, or one for both past the network's budget of unknown identifiers and in `segura`.
 * C9: whoever typed the key of the old system is told so. Every refused login pays for that look-up alike.
 */
async function refuse(
  { throttles, legacyKeys, audit, policy }: World,
  { profile, identifier, key, visitor, platform }: KeyProof,
  account: Account | undefined,
): Promise<never> {
  const holder = account?.state === 'pendiente_correo' ? undefined : account;
  const legacy = (await legacyKeys.recognises(profile, identifier, key)) && !holder;
  // Both cases write the same rows; for a known identifier they count on a row that nobody reads.
  const counted = holder ? `known:${visitor.network}` : visitor.network;
  await throttles.take(budgets.wrongLoginsByNetwork, visitor.network);
  await throttles.take(budgets.scanByNetwork, counted);
  const taken = await throttles.take(budgets.unknownByNetwork, counted);
  const next = await throttles.look(budgets.unknownByNetwork, visitor.network);
  const tells = policy.tellsUnknownAtLogin && (holder ? next : taken).allowed;
  const told: RefusalCode = legacy ? 'legacy-key' : holder ? 'key-wrong' : 'person-unknown';
  await audit.record({
    act: 'login.refused',
    accountId: holder?.id,
    subject: holder?.subject,
    clientId: platform?.clientId,
    visitor,
    details: { code: told },
  });
  throw new Refusal(tells || legacy ? told : 'credentials-wrong');
}
