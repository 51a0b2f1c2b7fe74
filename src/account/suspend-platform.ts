import type { SuspensionReason } from '../domain/cases/platform-matter.ts';
import { moved, type PortalClient, portalClientId } from '../domain/portal-client.ts';
import { Refusal } from '../domain/refusal.ts';
import type { AuditEntry } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { eachApart } from './each-apart.ts';
import { tellPlatform } from './tell-platform.ts';

/** The dependencies for suspending a client. */
export type SuspendNeeds = Pick<
  Deps,
  'atomically' | 'audit' | 'issuer' | 'notifier' | 'now' | 'portalClients' | 'sessions'
>;

/** Hours of a suspension that one person ordered, and that no second one confirms. */
export const EMERGENCY_HOURS = 72;

/** Accounts of one turn. */
const ACCOUNTS = 200;

interface Suspending {
  readonly id: string;
  readonly reason: SuspensionReason;
  readonly folio: string;
  /** Ordered by one person, until a second one confirms it. */
  readonly until?: Date | undefined;
  readonly by: NonNullable<AuditEntry['details']>;
}

/**
 * Suspends a client in the caller's transaction, or confirms the suspension of one person: no one signs in there from now
 * on, and its contacts are told. Throws `case-refused` where the client is not in use.
 */
export async function suspendPlatform(deps: SuspendNeeds, { id, reason, folio, until, by }: Suspending): Promise<void> {
  const at = deps.now();
  const client = await deps.portalClients.change(id, (one) =>
    one.suspension
      ? { suspension: { ...one.suspension, reason, until } }
      : { state: movedOrRefused(one, 'suspendida'), suspension: { before: stateBefore(one), reason, at, until } },
  );
  if (!client) throw refusal('platform-missing');
  await note(deps, client, { ...by, folio, reason, until: until ? until.toISOString() : '' });
  await tellPlatform(deps, client, until ? 'suspended-now' : 'suspended', { folio, until });
}

interface Lifting extends Pick<Suspending, 'id' | 'by'> {
  readonly folio?: string | undefined;
  /** By the clock: it ends only what one person ordered, and whose hours are over by then. */
  readonly overAt?: Date;
}

const isOver = ({ suspension }: PortalClient, at: Date): boolean =>
  suspension?.until !== undefined && suspension.until <= at;

/** Ends the suspension of a client in the caller's transaction: it is again what it was. Throws `case-refused`. */
export async function liftSuspension(deps: SuspendNeeds, { id, folio, by, overAt }: Lifting): Promise<void> {
  const client = await deps.portalClients.change(id, (one) => {
    if (overAt && !isOver(one, overAt)) return undefined;
    if (!one.suspension) throw refusal('platform-changed');
    return { state: movedOrRefused(one, one.suspension.before), suspension: undefined };
  });
  if (!client && overAt) return;
  if (!client) throw refusal('platform-missing');
  await note(deps, client, folio ? { ...by, folio } : by);
  await tellPlatform(deps, client, 'lifted', { folio });
}

/**
 * Ends what suspended clients have of people: sessions, grants and tokens, some accounts at a time, each in a transaction
 * of its own. Whether there may be more.
 */
export async function endAtSuspended(deps: SuspendNeeds): Promise<boolean> {
  const { clients } = await deps.portalClients.all();
  let more = false;
  for (const { id, state } of clients)
    if (state === 'suspendida') more = (await endSomeAt(deps, portalClientId(id))) || more;
  return more;
}

/** Ends what 200 accounts have at a client, and its own tokens. Whether there may be more. */
export async function endSomeAt({ sessions }: Pick<Deps, 'sessions'>, clientId: string): Promise<boolean> {
  const accounts = await sessions.accountsAt(clientId, ACCOUNTS);
  await sessions.endOwnTokens(clientId);
  await eachApart(accounts, (account) => sessions.endAt(account, clientId));
  return accounts.length === ACCOUNTS;
}

/** Ends suspensions of one person that no second one confirmed in their hours. */
export async function endUnconfirmed(deps: SuspendNeeds): Promise<boolean> {
  const { clients } = await deps.portalClients.all();
  const over = clients.filter(({ suspension }) => suspension?.until && suspension.until <= deps.now());
  const overAt = deps.now();
  await eachApart(over, ({ id }) => deps.atomically(() => liftSuspension(deps, { id, by: { by: 'clock' }, overAt })));
  return false;
}

function stateBefore({ state }: PortalClient): 'certificacion' | 'produccion' {
  if (state !== 'certificacion' && state !== 'produccion') throw refusal('platform-changed');
  return state;
}

function movedOrRefused({ state }: PortalClient, to: PortalClient['state']): PortalClient['state'] {
  try {
    return moved(state, to);
  } catch (error) {
    throw error instanceof Refusal ? refusal('platform-changed') : error;
  }
}

const note = (
  { audit }: Pick<Deps, 'audit'>,
  client: PortalClient,
  details: NonNullable<AuditEntry['details']>,
): Promise<void> =>
  audit.record({ act: 'portal.moved', clientId: portalClientId(client.id), details: { ...details, to: client.state } });

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
