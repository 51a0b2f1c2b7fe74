import { proveAccountCode, sendAccountCode } from '../../../account/account-code.ts';
import { raiseIdentity } from '../../../account/first-proof.ts';
import { proveOwnKey } from '../../../account/prove-key.ts';
import { isNamed } from '../../../account/representation.ts';
import { assertNotTheirs, hashChosen, saveKey } from '../../../account/save-key.ts';
import { stoppedNow } from '../../../account/stopped-now.ts';
import type { Account, ConfirmedContacts } from '../../../domain/account.ts';
import { mobileOf } from '../../../domain/data-update.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { cardInHand } from './contest-recovery.ts';
import { type RecoveryOf, recoverySteps, standingContest } from './recovery-flow.ts';

type Contact = keyof ConfirmedContacts;

/**
 * Contacts whose code proves, with the card, that a contested account is the user's own; a stopped account has none.
 */
export function ownContacts(account: Account): readonly Contact[] {
  if (account.state !== 'activa') return [];
  const { email, mobile } = account.confirmed;
  return [...(email ? (['email'] as const) : []), ...(mobile && mobileOf(account) ? (['mobile'] as const) : [])];
}

/**
 * The card and the key of the account: it is the user's own, keeps its `sub` and is proved from now on. Throws what a
 * login throws for the key, and `card-over`.
 */
export async function keepByKey(
  deps: Deps,
  of: RecoveryOf,
  { key, device }: { readonly key: Secret; readonly device: string | undefined },
  visitor: Visitor,
): Promise<void> {
  const { account, card } = await cardInHand(deps, of, 'contest');
  const { profile, identifier } = account;
  const proof = { profile, identifier, key, device, visitor };
  const { keyHash } = await proveOwnKey(deps, proof);
  await keep(deps, of, { step: 'contest', id: account.id, run: card.run, visitor }, async (latest) => {
    if (latest.keyHash !== keyHash) throw new Refusal('key-stale');
    await raiseIdentity(deps, latest, { visitor });
  });
}

/** Sends six digits to a confirmed contact of a contested account; they are valid in this browser. */
export async function sendOwnCode(deps: Deps, of: RecoveryOf, contact: Contact): Promise<void> {
  const { account } = await cardInHand(deps, of, 'contest');
  if (!ownContacts(account).includes(contact)) throw new Refusal('contact-code-spent');
  await sendAccountCode(deps, { account, purpose: 'contest', contact, browser: of.browser });
  await recoverySteps(deps).advance(of, 'contest', (latest) => ({ ...latest, coded: contact }));
}

/** The card and a code from a confirmed contact: the account is the user's own, and the next page asks for a key. */
export async function keepByCode(deps: Deps, of: RecoveryOf, typed: string): Promise<void> {
  const { recovery, account } = await cardInHand(deps, of, 'contest');
  const { coded } = recovery;
  if (!coded || !ownContacts(account).includes(coded)) throw new Refusal('contact-code-spent');
  await proveAccountCode(deps, { account, purpose: 'contest', contact: coded, browser: of.browser }, typed);
  await recoverySteps(deps).advance(of, 'contest', (latest) => ({ ...latest, owned: coded }));
}

/** Saves the key that is chosen after card and code, in the browser that gave both; the account keeps its `sub`. */
export async function chooseOwnKey(deps: Deps, of: RecoveryOf, chosen: Secret, visitor: Visitor): Promise<void> {
  const { account, card, recovery } = await cardInHand(deps, of, 'choose');
  assertNotTheirs(account, chosen);
  const hashed = await hashChosen(deps, account.id, chosen);
  await keep(deps, of, { step: 'choose', id: account.id, run: card.run, visitor }, async (latest) => {
    if (latest.state !== 'activa') throw await stoppedNow(deps, latest);
    const keepMobile = recovery.owned === 'mobile';
    await saveKey(deps, latest, { ...hashed, proved: true, shownHere: true, keepMobile, by: 'code' }, visitor);
  });
}

interface Keeping {
  readonly step: 'contest' | 'choose';
  readonly id: string;
  /** RUN of the card: of a company, a representative's. */
  readonly run: Rut;
  readonly visitor: Visitor;
}

/**
 * Ends the recovery with the account that stays the user's own: under the lock of the journey's row, then of the
 * account, `act` does what was proved. Where a contest of it began meanwhile the page shows that, and nothing else
 * happens.
 */
async function keep(
  deps: Deps,
  of: RecoveryOf,
  { step, id, run, visitor }: Keeping,
  act: (account: Account) => Promise<void>,
): Promise<void> {
  const end = async (latest: StoredRecovery): Promise<StoredRecovery> => {
    const account = await deps.accounts.lock(id);
    if (!account) return latest;
    const contested = await standingContest(deps, account);
    if (contested) return { ...latest, contested };
    if (!(await isNamed(deps, account, run))) throw new Refusal('not-representative');
    await act(account);
    return { ...latest, contested: { outcome: 'kept', folio: visitor.reference } };
  };
  await recoverySteps(deps).advance(of, step, end);
}
