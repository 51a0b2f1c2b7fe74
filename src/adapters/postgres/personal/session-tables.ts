import { parsePrincipalId, principalId } from '../../../domain/principal-id.ts';
import type { ClientEvent } from '../../../ports/client-events.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import { openSessions } from '../sessions/session-rows.ts';
import { epoch, isHeld, isMine, ofAccount, type Reader, type Reading, when } from './reader.ts';

const sessions: Reading = {
  async read(reader) {
    const open = await openSessions(reader.database, reader.secrets, reader.account.id);
    return open
      .filter(({ actorSubject }) => isMine(reader, actorSubject))
      .map(({ startedAt, usedAt, device, clientIds }) => ({
        signedIn: startedAt,
        lastUsed: usedAt,
        device,
        clients: clientIds.join(', '),
      }));
  },
};

interface Stored {
  readonly id: Buffer;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expires_at: Date | null;
}

const toRow = ({ payload, expires_at }: Stored): PersonalRow => ({
  client: typeof payload.clientId === 'string' ? payload.clientId : undefined,
  scopes: typeof payload.scope === 'string' ? payload.scope : undefined,
  since: epoch(payload.iat),
  expires: when(expires_at),
});

const OF_ACCOUNT = "split_part(payload ->> 'accountId', '~', 1) = ?";

/** The grants of the reader; the index is by the account alone. */
async function grantsOf(reader: Reader): Promise<readonly Stored[]> {
  const rows = await reader.database.run<Stored[]>((sql) =>
    sql('oidc_grant').whereRaw(OF_ACCOUNT, [reader.account.id]).select('id', 'payload', 'expires_at'),
  );
  return rows.filter(({ payload }) => isHeld(reader, payload.accountId));
}

/**
 * What was issued under these grants: when, and for which client; the codes and tokens themselves are stored
 * unreadable.
 */
function ofGrants(table: string): Reading {
  return {
    async read(reader) {
      const ids = (await grantsOf(reader)).map(({ id }) => id);
      const rows = await reader.database.run<Stored[]>((sql) =>
        sql(table).whereIn('grant_id', ids).select('id', 'payload', 'expires_at'),
      );
      return rows.map(toRow);
    },
  };
}

const interactions: Reading = {
  async read(reader) {
    const given = "split_part(payload #>> '{result,login,accountId}', '~', 1) = ?";
    const rows = await reader.database.run<Stored[]>((sql) =>
      sql('oidc_interaction').whereRaw(given, [reader.account.id]).select('id', 'payload', 'expires_at'),
    );
    const whose = ({ payload }: Stored) =>
      isHeld(reader, (payload as { result?: { login?: { accountId?: string } } }).result?.login?.accountId);
    return rows
      .filter(whose)
      .map(({ payload, expires_at }) => ({ since: epoch(payload.iat), expires: when(expires_at) }));
  },
};

/** Which holders are read; the index has them whole, and those of a facilitador, who has few, are compared each. */
function holdersOf({ account, actor }: Reader): readonly [string, string[]] {
  if (account.profile === 'facilitador') return ["split_part(account_id, '~', 1) = ?", [account.id]];
  return ['account_id = ?', [principalId(account.id, actor?.subject)]];
}

const logoutNotices: Reading = {
  async read(reader) {
    type Row = { account_id: string; client_id: string; created_at: Date; told_at: Date | null };
    const rows = await reader.database.run<Row[]>((sql) =>
      sql('logout_notices')
        .whereRaw(...holdersOf(reader))
        .orderBy('created_at'),
    );
    const own = rows.filter(({ account_id }) => isHeld(reader, account_id));
    return own.map((row) => ({
      client: row.client_id,
      noticeRequested: row.created_at,
      noticeDelivered: when(row.told_at),
    }));
  },
};

interface OwnRow {
  readonly holder: string;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly expires_at: Date;
}

interface UseRow {
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly first_at: Date;
  readonly last_at: Date;
}

interface ConsentRow {
  readonly client_id: string;
  readonly actor: string | null;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  readonly api_scopes: readonly string[];
  readonly purpose: string;
  readonly first_at: Date;
  readonly agreed_at: Date;
  readonly refused: readonly string[] | null;
}

interface EventRow {
  readonly client_id: string;
  readonly event: ClientEvent;
  readonly actor: string | null;
  readonly created_at: Date;
  readonly told_at: Date | null;
}

/** Tables of sign-ins, and of the clients that know the person. */
export const sessionTables = {
  oidc_session: sessions,
  own_sessions: ofAccount<OwnRow>(
    'own_sessions',
    'created_at',
    (row) => ({ signedIn: row.created_at, lastUsed: row.used_at, expires: row.expires_at }),
    (row, reader) => isMine(reader, parsePrincipalId(row.holder).actorSubject),
  ),
  oidc_grant: { read: async (reader) => (await grantsOf(reader)).map(toRow) } as Reading,
  oidc_access_token: ofGrants('oidc_access_token'),
  oidc_refresh_token: ofGrants('oidc_refresh_token'),
  oidc_authorization_code: ofGrants('oidc_authorization_code'),
  oidc_device_code: ofGrants('oidc_device_code'),
  oidc_interaction: interactions,
  platform_uses: ofAccount<UseRow>('platform_uses', 'first_at', (row) => ({
    client: row.client_id,
    knownData: row.scopes.join(' '),
    since: row.first_at,
    lastUsed: row.last_at,
  })),
  consents: ofAccount<ConsentRow>(
    'consents',
    'agreed_at',
    (row) => ({
      client: row.client_id,
      data: [...row.scopes, ...row.claims, ...row.api_scopes].join(' '),
      dataPurpose: row.purpose,
      since: row.first_at,
      lastAgreed: row.agreed_at,
      dataLeftOut: row.refused?.join(' '),
    }),
    (row, reader) => isMine(reader, row.actor),
  ),
  logout_notices: logoutNotices,
  event_notices: ofAccount<EventRow>(
    'event_notices',
    'created_at',
    (row) => ({
      client: row.client_id,
      event: { of: 'event', code: row.event },
      noticeRequested: row.created_at,
      noticeDelivered: when(row.told_at),
    }),
    (row, reader) => row.actor === null || isMine(reader, row.actor),
  ),
} as const;
