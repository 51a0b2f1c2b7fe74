import { principalId } from '../../../domain/principal-id.ts';
import type { EndedSession, LogoutQueue, Sessions } from '../../../ports/sessions.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { accountRows } from '../accounts/account-rows.ts';
import type { Database } from '../database/database.ts';
import { clock } from '../row-mac/only-fitting.ts';
import { type Grants, sessionEndings } from './session-endings.ts';
import { openSessions, type SessionPayload, wasUsed } from './session-rows.ts';

/**
 * Ends what the provider keeps of an account, in one transaction; the next use of a cookie or a token finds nothing.
 */
export function postgresSessions(
  database: Database,
  secrets: KeyMaterial,
  logouts: Pick<LogoutQueue, 'add' | 'deliveries'>,
): Sessions {
  const ends = sessionEndings(database, secrets);
  return {
    list: (accountId) => openSessions(database, secrets, accountId, wasUsed),
    endAll: (accountId, { except } = {}) =>
      database.atomically(async () => {
        await noteEnd(database, secrets, { accountId, except: except ?? null });
        const kept = except === undefined ? [] : await ends.grantsOf(except);
        await ends.endGrants(accountId, kept?.length ? { sql: 'not id = any(:kept)', values: { kept } } : null);
        await ends.endSignIns(accountId);
        const ended = await ends.endSessions('uid is distinct from :except', { accountId, except: except ?? null });
        await logouts.add(ended.flatMap((payload) => endedSessionsOf(payload)));
        return ended.filter(wasUsed).length;
      }),
    end: (accountId, uid) =>
      database.atomically(async () => {
        await ends.endGrants(accountId, among(await ends.grantsOf(uid)));
        const ended = await ends.endSessions('uid = :uid', { accountId, uid });
        await logouts.add(ended.flatMap((payload) => endedSessionsOf(payload)));
        return ended.length > 0;
      }),
    endAt: (accountId, clientId) =>
      database.atomically(async () => {
        await ends.endGrants(accountId, { sql: "payload ->> 'clientId' = :clientId", values: { clientId } });
        const left = await ends.takeFromSessions({ accountId, clientId, uid: null });
        await logouts.add(left.flatMap((was) => endedSessionsOf(was, clientId)));
      }),
    accountsAt: (clientId, limit) => ends.accountsAt(clientId, limit),
    endOwnTokens: (clientId) => ends.endOwnTokens(clientId),
    endFor: (accountId, beside) =>
      database.atomically(async () => {
        const holder = principalId(accountId, beside);
        await ends.endGrants(accountId, { sql: "payload ->> 'accountId' = :holder", values: { holder } });
        const ended = await ends.endSessions("payload ->> 'accountId' = :holder", { accountId, holder });
        await logouts.add(ended.flatMap((payload) => endedSessionsOf(payload)));
      }),
    leave: (accountId, uid, at) =>
      database.atomically(async () => {
        // Without those that remain after a logout, of one client or of all.
        const left = await ends.grantsOf(uid, (id, { persistsLogout }) => !persistsLogout && id === (at ?? id));
        await ends.endGrants(accountId, among(left));
        const ended =
          at === undefined
            ? await ends.endSessions('uid = :uid', { accountId, uid })
            : await ends.takeFromSessions({ accountId, uid, clientId: at });
        if (ended.length === 0) return undefined;
        const queued = ended.flatMap((payload) => endedSessionsOf(payload, at));
        await logouts.add(queued);
        return queued;
      }),
    deliveries: (ended) => logouts.deliveries(ended),
  };
}

/** These grants; all of the account where they cannot be known. */
const among = (ids: readonly Buffer[] | undefined): Grants | null =>
  ids ? { sql: 'id = any(:ids)', values: { ids } } : null;

/**
 * What a request under way writes back afterwards is older than this, and does not count, except for the session that
 * stays.
 */
async function noteEnd(database: Database, secrets: KeyMaterial, { accountId, except }: Kept): Promise<void> {
  const accounts = accountRows(database, secrets);
  const row = await accounts.lock(accountId);
  if (row) await accounts.mark(row, { sessions_ended_at: await clock(database), session_kept: except });
}

type Kept = { readonly accountId: string; readonly except: string | null };

/** Clients that know the session: one to which the user has not agreed has no sid, and is not notified. */
function endedSessionsOf({ accountId, authorizations = {} }: SessionPayload, only?: string): readonly EndedSession[] {
  return Object.entries(authorizations).flatMap(([clientId, { sid }]) =>
    sid && (only === undefined || only === clientId) ? [{ clientId, accountId, sid }] : [],
  );
}
