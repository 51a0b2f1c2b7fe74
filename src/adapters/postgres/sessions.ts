import type { EndedSession, LogoutQueue, Sessions } from '../../ports/sessions.ts';
import type { Database } from './database.ts';

const OF_GRANT = ['access_token', 'authorization_code', 'refresh_token', 'device_code'];
const HOLDER = "split_part(payload ->> 'accountId', '~', 1)";

/** Grants of the session that stays; the provider's ids are stored as SHA-256. */
const KEPT = `select sha256(convert_to(held.value ->> 'grantId', 'UTF8'))
  from oidc_session, jsonb_each(payload -> 'authorizations') held
  where uid = :except and held.value ->> 'grantId' is not null`;

interface Payload {
  readonly accountId: string;
  readonly authorizations?: Readonly<Record<string, { readonly sid?: string }>>;
}

/** Ends what the provider keeps of an account, in one transaction; the next use of a cookie or a token finds nothing. */
export function postgresSessions(database: Database, logouts: Pick<LogoutQueue, 'add'>): Sessions {
  return {
    endAll: (accountId, { except } = {}) =>
      database.atomically(async () => {
        const which = { accountId, except: except ?? null };
        if (!except) await noteEnd(database, accountId);
        await endGrants(database, which);
        await endSignIns(database, accountId);
        const ended = await endSessions(database, which);
        await logouts.add(ended.flatMap(platformsOf));
        return ended.length;
      }),
  };
}

/** What a request under way writes back afterwards is older than this, and counts for nothing. */
async function noteEnd({ run }: Database, accountId: string): Promise<void> {
  await run((sql) =>
    sql('accounts')
      .where({ id: accountId })
      .update({ sessions_ended_at: sql.raw('clock_timestamp()') }),
  );
}

type Which = { readonly accountId: string; readonly except: string | null };

async function endGrants({ run }: Database, which: Which): Promise<void> {
  const { rows } = await run<{ rows: { id: Buffer }[] }>((sql) =>
    sql.raw(`delete from oidc_grant where ${HOLDER} = :accountId and id not in (${KEPT}) returning id`, which),
  );
  const ids = rows.map(({ id }) => id);
  for (const model of OF_GRANT) await run((sql) => sql(`oidc_${model}`).whereIn('grant_id', ids).delete());
}

/** A key that was given but has not become a session yet would become one afterwards. */
async function endSignIns({ run }: Database, accountId: string): Promise<void> {
  const given = "split_part(payload #>> '{result,login,accountId}', '~', 1) = ?";
  await run((sql) => sql('oidc_interaction').whereRaw(given, [accountId]).delete());
}

async function endSessions({ run }: Database, which: Which): Promise<readonly Payload[]> {
  const { rows } = await run<{ rows: { payload: Payload }[] }>((sql) =>
    sql.raw(
      `delete from oidc_session where ${HOLDER} = :accountId and uid is distinct from :except returning payload`,
      which,
    ),
  );
  return rows.map(({ payload }) => payload);
}

/** Platforms that know the session: one to which the person has not agreed has no sid, and is told nothing. */
function platformsOf({ accountId, authorizations = {} }: Payload): readonly EndedSession[] {
  return Object.entries(authorizations).flatMap(([clientId, { sid }]) => (sid ? [{ clientId, accountId, sid }] : []));
}
