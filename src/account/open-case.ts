import type { Account } from '../domain/account.ts';
import type { CaseKind } from '../domain/cases/kinds/kinds.ts';
import { mayOpen, newCase, type Opening } from '../domain/cases/new-case.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { CasePerson } from '../ports/cases.ts';
import { consumeAll, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import { around } from './network-room.ts';

type Needs = Pick<Deps, 'atomically' | 'audit' | 'cases' | 'now' | 'throttles'>;

/**
 * Who a case is about: the account of a person who proved to hold it, or a number that a caller named. `apart`: by which
 * member it is opened beside another one of the same number that asks for something else.
 */
export type CaseHolder =
  | { readonly account: Account }
  | { readonly named: CasePerson; readonly browser?: string | undefined; readonly apart?: string | undefined };

/** A case to be opened. */
export interface CaseToOpen extends Opening {
  readonly holder: CaseHolder;
  /** What else happens in the transaction: before a case is opened, and after it where it is no second click. */
  readonly before?: () => Promise<void>;
  readonly after?: (folio: string) => Promise<void>;
}

/** The folio of a case, and whether this call opened it. */
interface CaseReceipt {
  readonly folio: string;
  readonly opened: boolean;
}

/**
 * Opens a case of the desk for a person; its folio is the visitor's reference. An account has one open case of a kind,
 * and so has a number that was only named, for each browser, or device and network: a second click gets the folio of the
 * first and costs nothing, and a stranger's case keeps no owner from opening theirs. Budgets are those of who acts: the
 * account with its present key, and the network; none of a bare number, which others could spend (floor 8). Throws
 * `too-many-contests`.
 */
export async function openCase(deps: Needs, asked: CaseToOpen, visitor: Visitor): Promise<CaseReceipt> {
  if (!mayOpen(asked.kind, asked.openedBy)) throw new Error(`${asked.kind} is not opened by ${asked.openedBy}`);
  const counted = await consumeAll(deps.throttles, limitsOf(asked, visitor));
  if (counted.spent) {
    const { until, rateLimit } = counted.spent;
    throw new Refusal('too-many-contests', {
      until,
      of: rateLimit === rateLimits.casesByAccount ? 'account' : 'network',
    });
  }
  const receipt = await deps.atomically(() => open(deps, asked, visitor));
  if (!receipt.opened) await counted.refund();
  return receipt;
}

/**
 * Opens the case of an act that the desk decides; part of the transaction of the act, which is counted and recorded by
 * itself, and never fails for its case. An account has one open case of a kind: returns the folio under which the desk
 * finds it, for the notice of the act.
 */
export async function openCaseOfAct(
  { cases, now }: Pick<Deps, 'cases' | 'now'>,
  account: Account,
  { folio, kind }: { readonly folio: string; readonly kind: CaseKind },
): Promise<string> {
  const receipt = await cases.open({
    folio,
    begun: newCase({ kind, openedBy: 'page' }, now()),
    about: personOf({ account }),
    accountId: account.id,
    claim: claimOfAccount(kind, account),
  });
  return receipt.folio;
}

/** The budgets of an opening; the staff has those of its own pages, and a visit has one complaint, which bounds it. */
function limitsOf({ kind, openedBy, holder }: CaseToOpen, { network }: Visitor): readonly Limit[] {
  if (openedBy === 'staff' || kind === 'reclamo') return [];
  const byNetwork = around(rateLimits.casesByNetwork, network, 'hard', `${kind}:`);
  if (!('account' in holder)) return byNetwork;
  // By the key too: what an attacker with it spent does not bind the owner who has chosen another.
  const { id, keyChangedAt } = holder.account;
  return [{ rateLimit: rateLimits.casesByAccount, by: [kind, id, keyChangedAt.toISOString()] }, ...byNetwork];
}

async function open(deps: Needs, asked: CaseToOpen, visitor: Visitor): Promise<CaseReceipt> {
  const { kind, matter, openedBy, opener, actor, against, copy, holder } = asked;
  await asked.before?.();
  const receipt = await deps.cases.open({
    folio: visitor.reference,
    begun: newCase({ kind, matter, openedBy, opener, actor, against, copy }, deps.now()),
    about: personOf(holder),
    accountId: 'account' in holder ? holder.account.id : undefined,
    claim: claimOf(asked, visitor),
  });
  if (receipt.opened) await asked.after?.(receipt.folio);
  return receipt;
}

function personOf(holder: CaseHolder): CasePerson {
  const { profile, identifier } = 'account' in holder ? holder.account : holder.named;
  return { profile, identifier };
}

/**
 * What makes two open cases the same; the network of the staff is not the person's, and each visit has its own
 * complaint.
 */
function claimOf({ kind, matter, openedBy, holder }: CaseToOpen, { network, device }: Visitor): readonly string[] {
  const visit = kind === 'reclamo' ? [matter ?? ''] : [];
  if ('account' in holder) return [...claimOfAccount(kind, holder.account), ...visit];
  const { profile, identifier } = holder.named;
  const from = holder.browser ? ['browser', holder.browser] : ['network', network, device];
  const apart = holder.apart ? ['apart', holder.apart] : [];
  return [kind, profile, identifier, ...(openedBy === 'staff' ? ['staff', ...apart] : from)];
}

const claimOfAccount = (kind: CaseKind, { id }: Account): readonly string[] => [kind, 'account', id];
