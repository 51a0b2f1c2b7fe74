import type { EndedSession, LogoutQueue, Sessions } from '../../ports/sessions.ts';
import type { Secrets } from '../secrets.ts';
import { accountRows } from './account-rows.ts';
import type { Database } from './database.ts';
import { HOLDER, openSessions, type SessionPayload, type SessionRow, wasUsed } from './session-rows.ts';

const OF_GRANT = ['access_token', 'authorization_code', 'refresh_token', 'device_code'];

/** A session that a request under way wrote back after its end: it goes, but is not told or counted a second time. */
const OVER = 'exists (select 1 from ended_sessions ended where ended.uid = oidc_session.uid)';

/** Grants that hang from one session; the provider's ids are stored as SHA-256. */
const grantsOf = (uid: ':except' | ':uid'): string => `select sha256(convert_to(held.value ->> 'grantId', 'UTF8'))
  from oidc_session, jsonb_each(payload -> 'authorizations') held
  where uid = ${uid} and held.value ->> 'grantId' is not null`;

/** The same without those that outlive a logout, of one platform or of all. */
const LEFT_BEHIND = `${grantsOf(':uid')} and held.value ->> 'persistsLogout' is distinct from 'true'
  and held.key = coalesce(cast(:at as text), held.key)`;

/** Ends what the provider keeps of an account, in one transaction; the next use of a cookie or a token finds nothing. */
export function postgresSessions(
  database: Database,
  secrets: Secrets,
  logouts: Pick<LogoutQueue, 'add' | 'heard'>,
): Sessions {
  return {
    list: (accountId) => openSessions(database, accountId, wasUsed),
    endAll: (accountId, { except } = {}) =>
      database.atomically(async () => {
        const which = { accountId, except: except ?? null };
        await noteEnd(database, secrets, which);
        await endGrants(database, `id not in (${grantsOf(':except')})`, which);
        await endSignIns(database, accountId);
        const ended = await endSessions(database, 'uid is distinct from :except', which);
        await logouts.add(ended.flatMap((payload) => platformsOf(payload)));
        return ended.filter(wasUsed).length;
      }),
    end: (accountId, uid) =>
      database.atomically(async () => {
        const which = { accountId, uid };
        await endGrants(database, `id in (${grantsOf(':uid')})`, which);
        const ended = await endSessions(database, 'uid = :uid', which);
        await logouts.add(ended.flatMap((payload) => platformsOf(payload)));
        return ended.length > 0;
      }),
    endAt: (accountId, clientId) =>
      database.atomically(async () => {
        const which = { accountId, clientId, uid: null };
        await endGrants(database, "payload ->> 'clientId' = :clientId", which);
        await logouts.add((await takeFromSessions(database, which)).flatMap((was) => platformsOf(was, clientId)));
      }),
    leave: (accountId, uid, at) =>
      database.atomically(async () => {
        await endGrants(database, `id in (${LEFT_BEHIND})`, { accountId, uid, at: at ?? null });
        const ended =
          at === undefined
            ? await endSessions(database, 'uid = :uid', { accountId, uid })
            : await takeFromSessions(database, { accountId, uid, clientId: at });
        if (ended.length === 0) return undefined;
        const told = ended.flatMap((payload) => platformsOf(payload, at));
        await logouts.add(told);
        return told;
      }),
    heard: (ended) => logouts.heard(ended),
  };
}

/** What a request under way writes back afterwards is older than this, and counts for nothing, but for the one that stays. */
async function noteEnd(database: Database, secrets: Secrets, { accountId, except }: Kept): Promise<void> {
  const accounts = accountRows(database, secrets);
  const row = await accounts.lock(accountId);
  if (row) await accounts.mark(row, { sessions_ended_at: await clock(database), session_kept: except });
}

/** Of the database: all instances of the product compare with this one. */
async function clock({ run }: Database): Promise<Date> {
  const { rows } = await run<{ rows: [{ at: Date }] }>((sql) => sql.raw('select clock_timestamp() as at'));
  return rows[0].at;
}

type Kept = { readonly accountId: string; readonly except: string | null };

type Which = Readonly<Record<string, string | null>> & { readonly accountId: string };

async function endGrants({ run }: Database, condition: string, which: Which): Promise<void> {
  const { rows } = await run<{ rows: { id: Buffer }[] }>((sql) =>
    sql.raw(`delete from oidc_grant where ${HOLDER} = :accountId and ${condition} returning id`, which),
  );
  const ids = rows.map(({ id }) => id);
  for (const model of OF_GRANT) await run((sql) => sql(`oidc_${model}`).whereIn('grant_id', ids).delete());
}

/** A key that was given but has not become a session yet would become one afterwards. */
async function endSignIns({ run }: Database, accountId: string): Promise<void> {
  const given = "split_part(payload #>> '{result,login,accountId}', '~', 1) = ?";
  await run((sql) => sql('oidc_interaction').whereRaw(given, [accountId]).delete());
}

/** Ends them for good: also what a request under way writes back, and what a wing of the house hung from them. */
async function endSessions({ run }: Database, condition: string, which: Which): Promise<readonly SessionPayload[]> {
  const { rows } = await run<{ rows: (SessionRow & { readonly over: boolean })[] }>((sql) =>
    sql.raw(
      `delete from oidc_session where ${HOLDER} = :accountId and ${condition} returning uid, payload, ${OVER} as over`,
      which,
    ),
  );
  const uids = rows.map(({ uid }) => ({ uid }));
  if (uids.length > 0) await run((sql) => sql('ended_sessions').insert(uids).onConflict('uid').ignore());
  await run((sql) =>
    sql('own_sessions')
      .whereIn(
        'session_uid',
        uids.map(({ uid }) => uid),
      )
      .delete(),
  );
  return rows.filter(({ over }) => !over).map(({ payload }) => payload);
}

/**
 * Takes a platform out of the sessions of an account, or of the one that is named, and gives them as they were. When it was
 * used, and in which browser, stays: the session is open and is told by that.
 */
async function takeFromSessions({ run }: Database, which: Which): Promise<readonly SessionPayload[]> {
  const { rows } = await run<{ rows: SessionRow[] }>((sql) =>
    sql.raw(
      `with was as (select id, uid, payload from oidc_session
         where ${HOLDER} = :accountId
           and jsonb_exists_any(payload -> 'authorizations' -> cast(:clientId as text), array['sid', 'grantId'])
           and uid = coalesce(cast(:uid as text), uid) and not ${OVER} for update)
       update oidc_session now set payload = jsonb_set(
         now.payload, array['authorizations', cast(:clientId as text)],
         (now.payload -> 'authorizations' -> cast(:clientId as text)) - array['sid', 'grantId', 'persistsLogout'])
       from was where now.id = was.id returning was.uid, was.payload`,
      which,
    ),
  );
  return rows.map(({ payload }) => payload);
}

/** Platforms that know the session: one to which the person has not agreed has no sid, and is told nothing. */
function platformsOf({ accountId, authorizations = {} }: SessionPayload, only?: string): readonly EndedSession[] {
  return Object.entries(authorizations).flatMap(([clientId, { sid }]) =>
    sid && (only === undefined || only === clientId) ? [{ clientId, accountId, sid }] : [],
  );
}
