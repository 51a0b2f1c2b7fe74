import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { grantsIn, HOLDER, type SessionPayload, type SessionRow } from './session-rows.ts';

const OF_GRANT = ['access_token', 'authorization_code', 'refresh_token', 'device_code'];

/**
 * A session that a request under way wrote back after its end: it is deleted, but not notified or counted a second
 * time.
 */
const OVER = 'exists (select 1 from ended_sessions ended where ended.uid = oidc_session.uid)';

/** Which sessions of which account. */
type Which = Readonly<Record<string, string | null>> & { readonly accountId: string };

/** Grants by a condition on their own columns, with its values; `null` for all of the account. */
export type Grants = { readonly sql: string; readonly values: object };

/**
 * The statements by which sessions and grants end. A row that does not verify ends like the rest, without a notice; nor
 * does it keep anything else from its end, whatever it contains.
 */
export function sessionEndings(database: Database, secrets: KeyMaterial) {
  const { run } = database;
  const macs = rowMacs(secrets);
  const fitting = (rows: readonly SessionRow[]) => onlyFitting(database, macs, 'oidc_session', rows);

  return {
    /**
     * Grants that depend on a session, of the clients that match; none where it does not exist, `undefined` where it
     * does not verify and they cannot be known.
     */
    async grantsOf(uid: string, which?: Parameters<typeof grantsIn>[1]): Promise<readonly Buffer[] | undefined> {
      const rows = await run<SessionRow[]>((sql) => sql('oidc_session').where({ uid }));
      const [row] = await fitting(rows);
      return row ? grantsIn(row.payload, which) : rows.length === 0 ? [] : undefined;
    },

    async endGrants(accountId: string, which: Grants | null): Promise<void> {
      const { rows } = await run<{ rows: { id: Buffer }[] }>((sql) =>
        sql.raw(`delete from oidc_grant where ${HOLDER} = :accountId ${which ? `and ${which.sql}` : ''} returning id`, {
          accountId,
          ...which?.values,
        } as Readonly<Record<string, string>>),
      );
      const ids = rows.map(({ id }) => id);
      for (const model of OF_GRANT) await run((sql) => sql(`oidc_${model}`).whereIn('grant_id', ids).delete());
    },

    /** Accounts of the grants of a client. */
    async accountsAt(clientId: string, limit: number): Promise<readonly string[]> {
      const { rows } = await run<{ rows: { account: string }[] }>((sql) =>
        sql.raw(`select distinct ${HOLDER} as account from oidc_grant where payload ->> 'clientId' = ? limit ?`, [
          clientId,
          limit,
        ]),
      );
      return rows.map(({ account }) => account);
    },

    async endOwnTokens(clientId: string): Promise<void> {
      await run((sql) => sql('oidc_client_credentials').whereRaw("payload ->> 'clientId' = ?", [clientId]).delete());
    },

    /** A key that was given but has not led to a session yet would lead to one afterwards. */
    async endSignIns(accountId: string): Promise<void> {
      const given = "split_part(payload #>> '{result,login,accountId}', '~', 1) = ?";
      await run((sql) => sql('oidc_interaction').whereRaw(given, [accountId]).delete());
    },

    /**
     * Ends them for good: also what a request under way writes back, and the sessions of first-party clients that
     * depend on them.
     */
    async endSessions(condition: string, which: Which): Promise<readonly SessionPayload[]> {
      const { rows } = await run<{ rows: (SessionRow & { readonly over: boolean })[] }>((sql) =>
        sql.raw(
          `delete from oidc_session where ${HOLDER} = :accountId and ${condition} returning *, ${OVER} as over`,
          which,
        ),
      );
      const uids = rows.map(({ uid }) => uid);
      if (uids.length > 0)
        await run((sql) =>
          sql('ended_sessions')
            .insert(uids.map((uid) => ({ uid })))
            .onConflict('uid')
            .ignore(),
        );
      await run((sql) => sql('own_sessions').whereIn('session_uid', uids).delete());
      return (await fitting(rows.filter(({ over }) => !over))).map(({ payload }) => payload);
    },

    /**
     * Removes a client from the sessions of an account, or from the named one, and gives them as they were. When it was
     * used, and in which browser, stays: the session is open and is shown with that.
     */
    async takeFromSessions(which: Which & { readonly clientId: string }): Promise<readonly SessionPayload[]> {
      const { rows } = await run<{ rows: SessionRow[] }>((sql) =>
        sql.raw(
          `select * from oidc_session where ${HOLDER} = :accountId
             and jsonb_exists_any(payload -> 'authorizations' -> cast(:clientId as text), array['sid', 'grantId'])
             and uid = coalesce(cast(:uid as text), uid) and not ${OVER} order by id for update`,
          which,
        ),
      );
      const known = await fitting(rows);
      for (const row of known) {
        const { payload, mac } = macs.signed('oidc_session', { ...row, payload: without(row.payload, which.clientId) });
        await run((sql) =>
          sql('oidc_session')
            .where({ id: row.id })
            .update({ payload: JSON.stringify(payload), mac }),
        );
      }
      return known.map(({ payload }) => payload);
    },
  };
}

function without(payload: SessionPayload, clientId: string): SessionPayload {
  const { authorizations = {} } = payload;
  const { sid: _, grantId: __, persistsLogout: ___, ...stays } = authorizations[clientId] ?? {};
  return { ...payload, authorizations: { ...authorizations, [clientId]: stays } };
}
