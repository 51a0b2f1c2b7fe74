import { randomBytes, randomUUID } from 'node:crypto';
import { acrValues } from '../../../domain/acr-values.ts';
import { INTERNAL_CLIENT_IDLE_MINUTES, type InternalClient } from '../../../domain/internal-clients.ts';
import { parsePrincipalId } from '../../../domain/principal-id.ts';
import type { OwnSession, OwnSessions } from '../../../ports/own-sessions.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { BESIDE, type ReadAccount } from '../accounts/account-dependents.ts';
import { accountRows } from '../accounts/account-rows.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { columnsAs, rowAs } from '../row-mac/columns-as.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import type { SessionPayload, SessionRow } from './session-rows.ts';

/** The session of a first-party client is never longer than the provider's, which is valid for twelve hours. */
const LIFE_MS = 12 * 3_600_000;

interface Row {
  readonly id: string;
  readonly token_hash: Buffer;
  readonly wing: InternalClient;
  readonly account_id: string;
  readonly holder: string;
  readonly session_uid: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/**
 * One statement checks everything on which the session depends, gives it whole, and records the use: every instance
 * sees the same. Its result is true where all three rows verify.
 */
const USE = `
  update own_sessions own set used_at = :now
  from oidc_session behind, accounts
  where own.token_hash = :hash and own.wing = :wing and own.expires_at > :now and own.used_at > :idleSince
    and behind.uid = own.session_uid and behind.expires_at > now() and behind.payload ->> 'accountId' = own.holder
    and not exists (select 1 from ended_sessions ended where ended.uid = own.session_uid)
    and accounts.id = own.account_id and accounts.state = 'activa'
    and (accounts.sessions_ended_at is null or accounts.session_kept = own.session_uid
      or (behind.payload ->> 'loginTs')::bigint >= floor(extract(epoch from accounts.sessions_ended_at)))
  returning ${columnsAs('own_sessions', 'own')}, ${columnsAs('oidc_session', 'behind')},
    ${columnsAs('accounts', 'accounts')}, ${BESIDE}`;

/** Sessions of first-party clients as rows; only the browser has the token itself. */
export function postgresOwnSessions(database: Database, secrets: KeyMaterial, now: () => Date): OwnSessions {
  const { run } = database;
  const macs = rowMacs(secrets);
  const accounts = accountRows(database, secrets);
  const idleSince = (): Date => new Date(now().getTime() - INTERNAL_CLIENT_IDLE_MINUTES * 60_000);
  const of = (wing: InternalClient, token: string) => ({ wing, token_hash: hashed(token) });
  return {
    async begin(wing, { holder, sessionUid }) {
      const token = randomBytes(32).toString('base64url');
      const at = now();
      const row: Row = {
        id: randomUUID(),
        ...of(wing, token),
        account_id: parsePrincipalId(holder).accountId,
        holder,
        session_uid: sessionUid,
        created_at: at,
        expires_at: new Date(at.getTime() + LIFE_MS),
      };
      await run((sql) => sql('own_sessions').insert({ ...macs.signed('own_sessions', row), used_at: at }));
      return token;
    },
    async use(wing, token) {
      const bindings = { now: now(), hash: hashed(token), wing, idleSince: idleSince() };
      const { rows } = await run<{ rows: Used[] }>((sql) => sql.raw(USE, bindings));
      const [used] = rows;
      if (used) {
        const own = macs.checked('own_sessions', rowAs<Row>(used, 'own'));
        const behind = macs.checked('oidc_session', rowAs<SessionRow>(used, 'behind'));
        const account = accounts.checked({ ...rowAs<ReadAccount>(used, 'accounts'), ...besideOf(used) });
        assertAsAsked('own_sessions', own, of(wing, token));
        assertAsAsked('oidc_session', behind, { uid: own.session_uid });
        assertAsAsked('accounts', account as object, { id: own.account_id, state: 'activa' });
        return toSession(own, behind.payload);
      }
      const left = await run<object | undefined>((sql) =>
        sql('own_sessions').where(of(wing, token)).where('used_at', '<=', idleSince()).first('id'),
      );
      return left ? 'idle' : 'over';
    },
    async end(wing, token) {
      await run((sql) => sql('own_sessions').where(of(wing, token)).delete());
    },
  };
}

type Used = Readonly<Record<string, unknown>> & Pick<ReadAccount, 'dependent_macs' | 'alarmed'>;

const besideOf = ({ dependent_macs, alarmed }: Used) => ({ dependent_macs, alarmed });

function toSession({ id, account_id, holder, session_uid, created_at }: Row, { acr }: SessionPayload): OwnSession {
  const { actorSubject } = parsePrincipalId(holder);
  const reached = acr === acrValues.secondFactor ? acr : acrValues.key;
  return { id, accountId: account_id, actorSubject, sessionUid: session_uid, acr: reached, startedAt: created_at };
}
