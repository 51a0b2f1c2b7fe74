import { randomBytes, randomUUID } from 'node:crypto';
import { parseHolderId } from '../../domain/holder-id.ts';
import { WING_IDLE_MINUTES, type Wing } from '../../domain/wings.ts';
import type { OwnSession, OwnSessions } from '../../ports/own-sessions.ts';
import type { Database } from './database.ts';
import { hashed } from './hashed.ts';

/** No wing outlives the provider's session, which has twelve hours. */
const LIFE_MS = 12 * 3_600_000;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly holder: string;
  readonly session_uid: string;
  readonly created_at: Date;
}

/** One statement looks at everything on which the session hangs, and notes the use: every instance sees the same. */
const USE = `
  update own_sessions own set used_at = :now
  from oidc_session behind, accounts account
  where own.token_hash = :hash and own.wing = :wing and own.expires_at > :now and own.used_at > :idleSince
    and behind.uid = own.session_uid and behind.expires_at > now() and behind.payload ->> 'accountId' = own.holder
    and not exists (select 1 from ended_sessions ended where ended.uid = own.session_uid)
    and account.id = own.account_id and account.state = 'activa'
    and (account.sessions_ended_at is null or account.session_kept = own.session_uid
      or (behind.payload ->> 'loginTs')::bigint >= floor(extract(epoch from account.sessions_ended_at)))
  returning own.id, own.account_id, own.holder, own.session_uid, own.created_at`;

/** Sessions of the wings as rows; the token itself is in the browser only. */
export function postgresOwnSessions({ run }: Database, now: () => Date): OwnSessions {
  const idleSince = (): Date => new Date(now().getTime() - WING_IDLE_MINUTES * 60_000);
  const of = (wing: Wing, token: string) => ({ wing, token_hash: hashed(token) });
  return {
    async begin(wing, { holder, sessionUid }) {
      const token = randomBytes(32).toString('base64url');
      const at = now();
      const row = {
        ...{ id: randomUUID(), ...of(wing, token), account_id: parseHolderId(holder).accountId, holder },
        ...{ session_uid: sessionUid, created_at: at, used_at: at, expires_at: new Date(at.getTime() + LIFE_MS) },
      };
      await run((sql) => sql('own_sessions').insert(row));
      return token;
    },
    async use(wing, token) {
      const bindings = { now: now(), hash: hashed(token), wing, idleSince: idleSince() };
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(USE, bindings));
      if (rows[0]) return toSession(rows[0]);
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

function toSession({ id, account_id, holder, session_uid, created_at }: Row): OwnSession {
  const { actorSubject } = parseHolderId(holder);
  return { id, accountId: account_id, actorSubject, sessionUid: session_uid, startedAt: created_at };
}
