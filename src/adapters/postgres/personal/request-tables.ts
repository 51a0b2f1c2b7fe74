import { rightNames } from '../../../locales/es-CL/rights/names.ts';
import type { LinkPurpose } from '../../../ports/accounts.ts';
import type { Database } from '../database/database.ts';
import { postgresExports } from '../flows/exports.ts';
import { postgresRightRequests } from '../rights/right-requests.ts';
import { isMine, ofAccount, type Reading, when } from './reader.ts';
import { trail } from './trail.ts';

const purposes: Readonly<Record<LinkPurpose, string>> = {
  'confirm-email': 'Confirmar el correo',
  hold: 'Ver una solicitud que espera',
  'recover-key': 'Recuperar la clave',
  disavow: 'No fui yo',
  'revert-contacts': 'Volver a los contactos anteriores',
  'confirm-contact': 'Confirmar un correo nuevo',
  'confirm-representative': 'Confirmar el correo de un representante',
  recreation: 'Ver una cuenta que se crea de nuevo',
  mailbox: 'Continuar por correo',
  'sign-in': 'Seguir con un ingreso',
  export: 'Descargar mis datos',
  right: 'Ver una solicitud de derechos',
  contest: 'Mostrar la cédula en una disputa del RUT',
};

interface Times {
  readonly kind: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

type JourneyTable = 'recoveries' | 'key_changes' | 'data_updates';

/** Above every id: what ends at the very instant is over. */
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface UnderWay {
  readonly id: string;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly expires_at: Date;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly expires: string;
}

/**
 * Half-done journeys, of some hours at most, are sealed and not kept by account: each that lives is opened, and none is
 * told but one's own.
 */
function underWay(table: JourneyTable, name: string, title: string): Reading {
  return {
    title,
    async read({ database, secrets, now, account }) {
      const mine: UnderWay[] = [];
      for await (const row of alive(database, table, now()))
        if (JSON.parse(secrets.open(row.content, `${name}:${row.id}`)).accountId === account.id) mine.push(row);
      return mine
        .toSorted((one, other) => one.created_at.getTime() - other.created_at.getTime())
        .map((row) => ({ Comenzó: row.created_at, Vence: row.expires_at }));
    },
  };
}

/** Journeys of a page. */
const PAGE = 500;

/** Every journey that lives, a page at a time: no statement takes long, however many people are under way. */
async function* alive(database: Database, table: JourneyTable, at: Date): AsyncGenerator<UnderWay> {
  let after = { at: at.toISOString(), id: AFTER_ALL };
  for (;;) {
    const { rows } = await database.run<{ rows: UnderWay[] }>((sql) =>
      sql.raw(
        `select id, content, created_at, expires_at, expires_at::text as expires from ${table}
         where (expires_at, id) > (:at::timestamptz, :id::uuid) order by expires_at, id limit ${PAGE}`,
        after,
      ),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { at: last.expires, id: last.id };
  }
}

const contactCodes: Reading = {
  title: 'Códigos enviados a contactos que se reemplazan',
  async read({ database, account }) {
    type Row = { contact: string; created_at: Date; proved_at: Date | null };
    const rows = await database.run<Row[]>((sql) =>
      sql('contact_codes')
        .join('holds', 'holds.id', 'contact_codes.hold_id')
        .where({ 'holds.account_id': account.id })
        .select('contact_codes.contact', 'contact_codes.created_at', 'contact_codes.proved_at'),
    );
    return rows.map((row) => ({ Contacto: row.contact, Enviado: row.created_at, Usado: when(row.proved_at) }));
  },
};

const exports: Reading = {
  title: 'Copias de sus datos',
  async read(reader) {
    const { database, secrets, now, account } = reader;
    const all = await postgresExports(database, secrets, now).list(account.id);
    return all
      .filter(({ actor }) => isMine(reader, actor))
      .map((one) => ({ Pedida: one.askedAt, Equipo: one.device, Lista: one.readyAt, 'Se borra': one.expiresAt }));
  },
};

const rights: Reading = {
  title: 'Solicitudes de derechos',
  async read(reader) {
    const { database, secrets, now, account } = reader;
    const requests = postgresRightRequests(database, secrets, now);
    const own = (await requests.list(account.id)).filter(({ actor }) => isMine(reader, actor));
    return Promise.all(
      own.map(async ({ id, folio, kind, state, askedAt, dueOn, answeredAt, decision, liftedAt }) => {
        const { detail, reasons, extension, lifting } = await requests.wordsOf(id);
        return {
          Folio: folio,
          Derecho: rightNames[kind],
          Estado: state,
          Pedida: askedAt,
          'Plazo de respuesta': dueOn,
          'Lo que escribió': detail,
          Respondida: answeredAt,
          Decisión: decision,
          Fundamento: reasons,
          'Motivo de la ampliación': extension,
          'Bloqueo levantado': liftedAt,
          'Motivo del fin del bloqueo': lifting,
        };
      }),
    );
  },
};

/** Tables of what was asked, sent and done. */
interface OutboxRow {
  readonly kind: string;
  readonly channel: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly dead_at: Date | null;
  readonly withheld: boolean;
  readonly withheld_until: Date | null;
}

export const requestTables = {
  links: ofAccount<{ purpose: LinkPurpose; expires_at: Date; used_at: Date | null }>(
    'links',
    'Enlaces que le enviamos',
    'expires_at',
    (row) => ({ Para: purposes[row.purpose] ?? row.purpose, Vence: row.expires_at, Usado: when(row.used_at) }),
  ),
  holds: ofAccount<Times & { folio: string; state: string; due_at: Date; confirmed_at: Date | null }>(
    'holds',
    'Solicitudes que esperan un plazo',
    'created_at',
    (row) => ({
      Tipo: row.kind,
      Folio: row.folio,
      Estado: row.state,
      Pedida: row.created_at,
      Plazo: row.due_at,
      'Correo confirmado': when(row.confirmed_at),
      Terminó: when(row.ended_at),
    }),
  ),
  contact_codes: contactCodes,
  account_codes: ofAccount<{ purpose: string; contact: string; created_at: Date; proved_at: Date | null }>(
    'account_codes',
    'Códigos enviados a sus contactos',
    'created_at',
    (row) => ({ Para: row.purpose, Contacto: row.contact, Enviado: row.created_at, Usado: when(row.proved_at) }),
  ),
  provisional_keys: ofAccount<Times>('provisional_keys', 'Claves provisorias', 'created_at', (row) => ({
    Tipo: row.kind,
    Creada: row.created_at,
    Terminó: when(row.ended_at),
  })),
  row_alarms: ofAccount<{ readonly seen_at: Date; readonly reference: string }>(
    'row_alarms',
    'Datos de su cuenta que SENCE revisa porque no corresponden',
    'seen_at',
    (row) => ({ Visto: row.seen_at, Código: row.reference }),
  ),
  recoveries: underWay('recoveries', 'recovery', 'Recuperaciones en curso'),
  key_changes: underWay('key_changes', 'key-change', 'Cambios de clave en curso'),
  data_updates: underWay('data_updates', 'data-update', 'Actualizaciones en curso'),
  outbox: ofAccount<OutboxRow>('outbox', 'Mensajes que le enviamos', 'created_at', (row) => ({
    Tipo: row.kind,
    Vía: row.channel === 'mail' ? 'correo' : row.channel,
    Escrito: row.created_at,
    Salió: when(row.withheld ? null : row.sent_at),
    'No se pudo entregar': when(row.dead_at),
    'No se envió hasta': when(row.withheld_until),
  })),
  exports,
  right_requests: rights,
  audit: trail,
} as const;
