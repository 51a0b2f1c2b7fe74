import { parsePrincipalId } from '../../../domain/principal-id.ts';
import type { OpenSession } from '../../../ports/sessions.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import type { ModelRow } from '../oidc-store/payload.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

/** The account of a session or a grant, whichever user acts for it. */
export const HOLDER = "split_part(payload ->> 'accountId', '~', 1)";

/** What the provider keeps of a session, as far as the product reads it. */
export interface SessionPayload {
  readonly accountId: string;
  readonly loginTs?: number;
  readonly acr?: string;
  readonly authorizations?: Readonly<Record<string, Authorization>>;
}

/** What is kept for each client; `usedAt` and `device` are recorded by the sign-in policy. */
interface Authorization {
  readonly sid?: string;
  readonly grantId?: string;
  readonly persistsLogout?: boolean;
  readonly usedAt?: number;
  readonly device?: string;
}

/** A row of the provider's sessions, read whole. */
export interface SessionRow extends Omit<ModelRow, 'payload' | 'uid'> {
  readonly uid: string;
  readonly payload: SessionPayload;
}

/**
 * Whether a sign-in was completed in a session: `usedAt` is recorded when a client gets its answer. Before that the
 * provider keeps a row for a key that was right and a page that still waits for an answer; it is not usable after
 * `IDLE_SECONDS`.
 */
export const wasUsed = ({ authorizations = {} }: SessionPayload): boolean =>
  Object.values(authorizations).some(({ usedAt }) => usedAt !== undefined);

/** Ids of the grants that depend on a session at the clients that match, as their table has them. */
export const grantsIn = (
  { authorizations = {} }: SessionPayload,
  which: (clientId: string, authorization: Authorization) => boolean = () => true,
): readonly Buffer[] =>
  Object.entries(authorizations).flatMap(([clientId, authorization]) =>
    authorization.grantId && which(clientId, authorization) ? [hashed(authorization.grantId)] : [],
  );

/**
 * Open sessions of an account, unfinished sign-ins too unless `which` leaves them out; later uses in Mi cuenta count.
 * Throws TamperedRow where one of them does not verify.
 */
export async function openSessions(
  { run }: Database,
  secrets: Pick<KeyMaterial, 'rowKeys'>,
  accountId: string,
  which: (payload: SessionPayload) => boolean = () => true,
): Promise<readonly OpenSession[]> {
  const macs = rowMacs(secrets);
  const { rows } = await run<{ rows: (SessionRow & { readonly own_used_at: Date | null })[] }>((sql) =>
    sql.raw(
      `select oidc_session.*, (select max(used_at) from own_sessions where session_uid = uid) as own_used_at
       from oidc_session where ${HOLDER} = ? and expires_at > now()
         and not exists (select 1 from ended_sessions ended where ended.uid = oidc_session.uid)`,
      [accountId],
    ),
  );
  const open = rows.map((row) => macs.checked('oidc_session', row)).filter(({ payload }) => which(payload));
  const sessions = open.map((row) => toSession(row, row.own_used_at));
  return sessions.sort((one, other) => other.usedAt.getTime() - one.usedAt.getTime());
}

function toSession({ uid, payload }: SessionRow, ownUse: Date | null): OpenSession {
  const { accountId, loginTs = 0, authorizations = {} } = payload;
  const uses = Object.values(authorizations).toSorted((one, other) => (other.usedAt ?? 0) - (one.usedAt ?? 0));
  const last = Math.max(loginTs * 1000, (uses[0]?.usedAt ?? 0) * 1000, ownUse?.getTime() ?? 0);
  return {
    uid,
    actorSubject: parsePrincipalId(accountId).actorSubject,
    startedAt: new Date(loginTs * 1000),
    usedAt: new Date(last),
    device: uses.find(({ device }) => device !== undefined)?.device,
    clientIds: Object.entries(authorizations).flatMap(([clientId, { sid, usedAt }]) =>
      sid === undefined || usedAt === undefined ? [] : [clientId],
    ),
  };
}
