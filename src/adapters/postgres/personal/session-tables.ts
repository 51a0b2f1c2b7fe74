import { parsePrincipalId } from '../../../domain/principal-id.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import type { PlatformEvent } from '../../../ports/platform-events.ts';
import { openSessions } from '../sessions/session-rows.ts';
import { epoch, holderOf, isMine, ofAccount, type Reader, type Reading, when } from './reader.ts';

const sessions: Reading = {
  title: 'Sesiones abiertas',
  async read(reader) {
    const open = await openSessions(reader.database, reader.secrets, reader.account.id);
    return open
      .filter(({ actorSubject }) => isMine(reader, actorSubject))
      .map(({ startedAt, usedAt, device, clientIds }) => ({
        Ingreso: startedAt,
        'Último uso': usedAt,
        Equipo: device,
        Plataformas: clientIds.join(', '),
      }));
  },
};

interface Stored {
  readonly id: Buffer;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expires_at: Date | null;
}

const told = ({ payload, expires_at }: Stored): PersonalRow => ({
  Plataforma: typeof payload.clientId === 'string' ? payload.clientId : undefined,
  Permisos: typeof payload.scope === 'string' ? payload.scope : undefined,
  Desde: epoch(payload.iat),
  Vence: when(expires_at),
});

const OF_ACCOUNT = "split_part(payload ->> 'accountId', '~', 1) = ?";

/** The grants of whoever reads; the index is by the account alone. */
async function grantsOf(reader: Reader): Promise<readonly Stored[]> {
  const rows = await reader.database.run<Stored[]>((sql) =>
    sql('oidc_grant').whereRaw(OF_ACCOUNT, [reader.account.id]).select('id', 'payload', 'expires_at'),
  );
  return rows.filter(({ payload }) => payload.accountId === holderOf(reader));
}

/** What hangs from these grants: when, and for which platform; the codes and tokens themselves nobody here can read. */
function ofGrants(table: string, title: string): Reading {
  return {
    title,
    async read(reader) {
      const ids = (await grantsOf(reader)).map(({ id }) => id);
      const rows = await reader.database.run<Stored[]>((sql) =>
        sql(table).whereIn('grant_id', ids).select('id', 'payload', 'expires_at'),
      );
      return rows.map(told);
    },
  };
}

const interactions: Reading = {
  title: 'Ingresos a medias',
  async read(reader) {
    const given = "split_part(payload #>> '{result,login,accountId}', '~', 1) = ?";
    const rows = await reader.database.run<Stored[]>((sql) =>
      sql('oidc_interaction').whereRaw(given, [reader.account.id]).select('id', 'payload', 'expires_at'),
    );
    const whose = ({ payload }: Stored) =>
      (payload as { result?: { login?: { accountId?: string } } }).result?.login?.accountId === holderOf(reader);
    return rows
      .filter(whose)
      .map(({ payload, expires_at }) => ({ Desde: epoch(payload.iat), Vence: when(expires_at) }));
  },
};

const logoutNotices: Reading = {
  title: 'Avisos de cierre a plataformas',
  async read(reader) {
    type Row = { client_id: string; created_at: Date; told_at: Date | null };
    const rows = await reader.database.run<Row[]>((sql) =>
      sql('logout_notices')
        .where({ account_id: holderOf(reader) })
        .orderBy('created_at'),
    );
    return rows.map((row) => ({ Plataforma: row.client_id, Pedido: row.created_at, Avisado: when(row.told_at) }));
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
}

interface EventRow {
  readonly client_id: string;
  readonly event: PlatformEvent;
  readonly actor: string | null;
  readonly created_at: Date;
  readonly told_at: Date | null;
}

const eventWords: Readonly<Record<PlatformEvent, string>> = {
  'account-disabled': 'La cuenta no se puede usar',
  'account-enabled': 'La cuenta se puede usar otra vez',
  'identity-contested': 'Otra persona comprobó ser titular del RUT',
  'subject-replaced': 'La cuenta no se usará más con ese RUT',
  'run-linked': 'La cuenta de un NIE pasó a un RUN',
  'representation-ended': 'Un representante dejó de serlo',
};

/** Tables of sign-ins, and of the platforms that know the person. */
export const sessionTables = {
  oidc_session: sessions,
  own_sessions: ofAccount<OwnRow>(
    'own_sessions',
    'Sesiones en Mi cuenta',
    'created_at',
    (row) => ({ Ingreso: row.created_at, 'Último uso': row.used_at, Vence: row.expires_at }),
    (row, reader) => isMine(reader, parsePrincipalId(row.holder).actorSubject),
  ),
  oidc_grant: { title: 'Permisos vigentes', read: async (reader) => (await grantsOf(reader)).map(told) } as Reading,
  oidc_access_token: ofGrants('oidc_access_token', 'Accesos vigentes'),
  oidc_refresh_token: ofGrants('oidc_refresh_token', 'Accesos que se renuevan'),
  oidc_authorization_code: ofGrants('oidc_authorization_code', 'Códigos de ingreso vigentes'),
  oidc_device_code: ofGrants('oidc_device_code', 'Códigos de equipos vigentes'),
  oidc_interaction: interactions,
  platform_uses: ofAccount<UseRow>('platform_uses', 'Plataformas que lo conocen', 'first_at', (row) => ({
    Plataforma: row.client_id,
    'Datos que conoce': row.scopes.join(' '),
    Desde: row.first_at,
    'Último uso': row.last_at,
  })),
  consents: ofAccount<ConsentRow>(
    'consents',
    'Permisos que usted dio a plataformas',
    'agreed_at',
    (row) => ({
      Plataforma: row.client_id,
      Datos: [...row.scopes, ...row.claims, ...row.api_scopes].join(' '),
      'Para qué': row.purpose,
      Desde: row.first_at,
      'Último permiso': row.agreed_at,
    }),
    (row, reader) => isMine(reader, row.actor),
  ),
  logout_notices: logoutNotices,
  event_notices: ofAccount<EventRow>(
    'event_notices',
    'Avisos de su cuenta a plataformas',
    'created_at',
    (row) => ({
      Plataforma: row.client_id,
      Aviso: eventWords[row.event],
      Pedido: row.created_at,
      Avisado: when(row.told_at),
    }),
    (row, reader) => row.actor === null || isMine(reader, row.actor),
  ),
} as const;
