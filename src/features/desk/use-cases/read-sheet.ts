import { ownRights } from '../../../account/own-rights.ts';
import type { Account } from '../../../domain/account.ts';
import { rutOf } from '../../../domain/account.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { AuditRow } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import { peekEach } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DeskMessage } from '../../../ports/desk.ts';
import type { Mandate } from '../../../ports/mandates.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import type { OpenSession } from '../../../ports/sessions.ts';

/** What the sheet of an account shows: no key, answer or code is read for it. */
export interface Sheet {
  readonly account: Account;
  /** Until when its key is not tried, and until when its card is not. */
  readonly pauses: { readonly key: Date | undefined; readonly card: Date | undefined };
  readonly holds: readonly PendingChange[];
  readonly events: readonly AuditRow[];
  readonly sessions: readonly OpenSession[];
  readonly messages: readonly DeskMessage[];
  readonly rights: readonly RightRequest[];
  /** Cases that are not ended; a request for a right is among the rights. */
  readonly cases: readonly DeskCase[];
  /** Of a facilitador, the companies that let them in now. */
  readonly invitations: readonly Mandate[];
}

const EVENTS = 15;
const EVENT_DAYS = 90;

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'audit'
  | 'cases'
  | 'deskMessages'
  | 'mandates'
  | 'now'
  | 'pendingChanges'
  | 'rights'
  | 'sessions'
  | 'throttles'
>;

/** Reads the sheet of an account, with its last events of ninety days; undefined where the account is gone. */
export async function readSheet(deps: Needs, accountId: string): Promise<Sheet | undefined> {
  const account = await deps.accounts.find(accountId);
  if (!account) return undefined;
  const { id } = account;
  const to = new Date(deps.now().getTime() + 1);
  const from = new Date(to.getTime() - EVENT_DAYS * 24 * 3_600_000);
  return {
    account,
    pauses: { key: await deps.throttles.keyPause(keyHolder(account)), card: await cardPause(deps, account) },
    holds: await deps.pendingChanges.allWaiting(id),
    events: await deps.audit.read(id, { from, to, skip: 0, limit: EVENTS }),
    sessions: await deps.sessions.list(id),
    messages: await deps.deskMessages.list(id),
    rights: (await ownRights(deps, { account, actor: undefined })).filter(({ answeredAt }) => !answeredAt),
    cases: (await deps.cases.list(id)).filter(({ kind, closedAt }) => !closedAt && kind !== 'derecho'),
    invitations: account.profile === 'facilitador' ? await deps.mandates.inForce(id, deps.now()) : [],
  };
}

/** What tries of a key are counted by (account/identifier-try.ts). */
export const keyHolder = ({ profile, identifier }: Pick<Account, 'profile' | 'identifier'>): string =>
  `${profile}:${identifier}`;

/** Past the bound of a RUN an unknown browser needs a code first, whichever network it is in. */
async function cardPause({ throttles }: Pick<Deps, 'throttles'>, account: Account): Promise<Date | undefined> {
  if (account.profile !== 'natural') return undefined;
  const by = [rutOf(account)];
  const { cedulaByRun, cedulaByRunMonthly } = rateLimits;
  const seen = await peekEach(throttles, [
    { rateLimit: cedulaByRunMonthly, by },
    { rateLimit: cedulaByRun, by },
  ]);
  return seen.find(({ allowed }) => !allowed)?.until;
}
