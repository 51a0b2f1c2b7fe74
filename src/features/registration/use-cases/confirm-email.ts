import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { matchKey } from '../../../account/match-key.ts';
import { assertNotTheirs } from '../../../account/save-key.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import { openAccount } from './open-account.ts';
import { confirmable, type PendingConfirmation, pendingConfirmation } from './pending-confirmation.ts';

/** What the user who follows the link of a registration gives. */
interface Confirmation {
  readonly token: string;
  /** Id of the browser. */
  readonly browser?: string | undefined;
  /** The key that was chosen at the registration. */
  readonly key?: Secret | undefined;
  /** Another key, chosen on the page of the link. */
  readonly fresh?: FreshChoice | undefined;
}

export interface FreshChoice {
  readonly key: Secret;
  /** The card, where the registration showed one: its proof belongs to the user who shows it. */
  readonly serial?: CedulaSerial | undefined;
  /** Whether mobile and question of an imported identifier's registration are the user's own. */
  readonly keeps?: boolean | undefined;
}

/** An account that was opened, or what it still waits for. */
export interface Confirmed {
  readonly account: Account;
  readonly waits?: PendingChange | undefined;
}

/**
 * Spends the link of a registration and opens the account, or begins its waiting period. A wrong key spends one of five
 * tries a day and not the link (`registered-key-wrong`, `registered-key-spent`). A user who chooses another key keeps
 * of the registration only what the mailbox's owner may vouch for: no mobile, no question. Also throws `link-spent`,
 * `key-guessable`, `cedula-mismatch`, and `already-registered` when another user was faster.
 */
export async function confirmEmail(deps: Deps, asked: Confirmation, visitor: CardVisitor): Promise<Confirmed> {
  const pending = await pendingConfirmation(deps, asked.token, asked.browser);
  if (!pending) throw new Refusal('link-spent');
  const change = await changeBy(deps, pending, asked, visitor);
  return deps.atomically(async () => {
    const link = await deps.links.spend('confirm-email', asked.token);
    const account = link && (await confirmable(deps, link)) && (await deps.accounts.change(link.accountId, change));
    if (!account) throw new Refusal('link-spent');
    const waits = await deps.pendingChanges.waiting(account.id, 'legacy-recreation');
    if (!waits) await openAccount(deps, account, visitor);
    else await deps.pendingChanges.confirm(waits.id);
    return { account, waits };
  });
}

type Change = (account: Account) => Account;

async function changeBy(
  deps: Deps,
  pending: PendingConfirmation,
  { key, fresh }: Confirmation,
  visitor: CardVisitor,
): Promise<Change> {
  if (fresh) return choosing(deps, pending, fresh, visitor);
  if (pending.asks === 'fresh') throw new Refusal('key-missing');
  if (pending.asks === 'key') await assertRegistered(deps, pending.account, key);
  return (account) => account;
}

/** The key that was chosen at the registration: only the user who registered knows it. */
async function assertRegistered(deps: Deps, account: Account, key: Secret | undefined): Promise<void> {
  if (!key) throw new Refusal('key-missing');
  const { allowed, used } = await deps.throttles.consume(rateLimits.confirmationKeys, account.id);
  if (!allowed) throw new Refusal('registered-key-spent');
  if ((await matchKey(deps, account, key)).right) return;
  const left = rateLimits.confirmationKeys.limit - used;
  throw left > 0 ? new Refusal('registered-key-wrong', { left }) : new Refusal('registered-key-spent');
}

async function choosing(
  deps: Deps,
  { account, card, asks }: PendingConfirmation,
  { key, serial, keeps = false }: FreshChoice,
  visitor: CardVisitor,
): Promise<Change> {
  assertNotTheirs(account, key);
  if (card && !serial) throw new Refusal('serial-missing');
  if (card && serial) await checkCedula(deps, runOf(account), serial, visitor);
  const keyHash = await deps.hasher.hash(key, { purpose: 'key', id: account.id });
  const own = asks === 'fresh' && keeps ? (latest: Account) => latest : withoutTyped;
  return (latest) => ({ ...own(latest), keyHash, keyChangedAt: deps.now() });
}

const runOf = (account: Account) => account.personal.company?.representative.run ?? rutOf(account);

/** Without what may be a stranger's: mobile, telephones of a person, question, and contacts of a representative. */
function withoutTyped({ personal, ...account }: Account): Account {
  const { name, company, email, workPhone, address } = personal;
  if (!company) return { ...account, question: undefined, personal: { name, email, address } };
  const { run, name: called } = company.representative;
  const bare = { ...company, representative: { run, name: called } };
  return { ...account, question: undefined, personal: { company: bare, email, workPhone, address } };
}
