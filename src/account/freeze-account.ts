import type { Account } from '../domain/account.ts';
import { mobileOf } from '../domain/data-update.ts';
import { instantOf } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Stopped } from '../domain/stopped-account.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { notifyAccount } from './notify-account.ts';
import { shutDown, type Word } from './shut-down.ts';
import { wayBackIn } from './way-back-in.ts';

/** How an account is frozen. */
export interface Freezing {
  /** On whose word: the key alone stops no recovery that waits. */
  readonly word: Word;
  /** Whether telephone or wallet were stolen: then only a card that was never accepted before opens it. */
  readonly stolen?: boolean | undefined;
  readonly details?: Readonly<Record<string, string>> | undefined;
  /** Whether the desk did it, which the notice says. */
  readonly atDesk?: true | undefined;
}

/**
 * "No fui yo": by a link from a contact on file, or from one that was replaced less than seven days ago, the account is
 * frozen at once; sessions, tokens, provisional keys, waiting requests and a block end. Once in 24 hours for an account
 * (floor 7); the card, or the desk, unfreezes it. Returns the data of the page of the stopped account. Throws
 * `link-spent`, `too-many-tries`.
 */
export async function freezeAccount(
  deps: Deps,
  token: string,
  visitor: Visitor,
  { stolen = false }: Pick<Freezing, 'stolen'> = {},
): Promise<Stopped> {
  return deps.atomically(async () => {
    const link = await deps.links.spend('disavow', token);
    const account = link && (await deps.accounts.lock(link.accountId));
    const standing = account && (await standingOf(deps, account, link.contact));
    if (!account || !standing || !(await mayBeStopped(deps, account))) throw new Refusal('link-spent');
    if (account.state !== 'congelada') await freezeOnce(deps, account, visitor, { standing, stolen });
    else if (stolen) await markStolen(deps, account);
    return { ...account, state: 'congelada', stolenAt: account.stolenAt ?? (stolen ? deps.now() : undefined) };
  });
}

/** Whether a contact that says «No fui yo» is on file, or was replaced less than seven days ago. */
type Standing = 'on-file' | 'replaced';

/**
 * Freezes on the word of a contact, once in 24 hours; throws `too-many-tries`. Contacts on file are counted apart from
 * replaced ones: an attacker from whom the account was taken back spends nothing that its owner needs.
 */
export async function freezeOnce(
  deps: Deps,
  account: Account,
  visitor: Visitor,
  { standing, stolen }: { readonly standing: Standing } & Pick<Freezing, 'stolen'>,
): Promise<void> {
  const { allowed, until } = await deps.throttles.consume(rateLimits.freezeByAccount, account.id, standing);
  if (!allowed) throw new Refusal('too-many-tries', { until });
  await freeze(deps, account, visitor, { word: 'contact', stolen });
}

/** An account in use, or under a block: a user with the key may have asked for the block, and may lift it (floor 5). */
export async function mayBeStopped({ rights }: Pick<Deps, 'rights'>, { id, state }: Account): Promise<boolean> {
  return (
    state === 'activa' || state === 'congelada' || (state === 'suspendida' && (await rights.block(id)) !== undefined)
  );
}

/** The standing of the contact that a link was sent to, if any; links from before contacts were noted expire. */
async function standingOf(deps: Deps, account: Account, contact: string | undefined): Promise<Standing | undefined> {
  if (contact === undefined) return 'on-file';
  const { email, company } = account.personal;
  const onFile = [email, mobileOf(account), company?.representative.email, company?.representative.mobile];
  if (onFile.includes(contact as typeof email)) return 'on-file';
  const replaced = await deps.pendingChanges.replacedLately(account.id);
  const before = replaced.flatMap((personal) => [personal.email, mobileOf({ personal })]);
  return before.includes(contact as typeof email) ? 'replaced' : undefined;
}

/** Freezes an account and ends all that it has open; part of the caller's transaction. */
export async function freeze(
  deps: Deps,
  account: Account,
  visitor: Visitor,
  { word, stolen = false, details, atDesk }: Freezing = { word: 'contact' },
): Promise<void> {
  const { id: accountId, subject } = account;
  await deps.accounts.change(accountId, (latest) => ({ ...latest, state: 'congelada' }));
  if (stolen) await markStolen(deps, account);
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: { word, by: 'freeze', visitor },
    block: { by: 'freeze', visitor },
    // The holder comes back by the card, and then needs the factor as before.
    factors: 'stay',
    events: [{ event: 'account-disabled' }],
  });
  const recorded = stolen ? { ...details, stolen } : details;
  await deps.audit.record({ act: 'account.frozen', accountId, subject, visitor, details: recorded });
  const at = instantOf(deps.now());
  const back = wayBackIn(deps, { ...account, state: 'congelada', stolenAt: stolen ? deps.now() : account.stolenAt });
  await notifyAccount(deps, account, { kind: 'account-frozen', at, folio: visitor.reference, stolen, atDesk, ...back });
}

/** What was sent for the stolen card, where the account was frozen already, opens nothing any more. */
async function markStolen(deps: Deps, { id }: Account): Promise<void> {
  await deps.provisionalKeys.end(id);
  await deps.accounts.change(id, (latest) => ({ ...latest, stolenAt: latest.stolenAt ?? deps.now() }));
}
