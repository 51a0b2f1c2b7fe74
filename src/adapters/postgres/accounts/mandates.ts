import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isInForce, kindOf, type MandateEnd, type MandateKind, type MandateScope } from '../../../domain/mandate.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Mandate, Mandates } from '../../../ports/mandates.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { accountRows } from './account-rows.ts';

export interface MandateRow {
  readonly id: string;
  readonly account_id: string;
  readonly organisation: Rut;
  readonly scope: MandateScope;
  readonly source: string;
  readonly content: Buffer;
  readonly begins_at: Date;
  readonly until_at: Date;
  readonly ended_at: Date | null;
  readonly reason: MandateEnd | null;
}

const place = (id: string): string => `mandate:${id}`;

interface Table {
  readonly rows: BoundRows<MandateRow>;
  readonly accounts: ReturnType<typeof accountRows>;
  readonly secrets: KeyMaterial;
}

/** Mandates in PostgreSQL; the name of the organisation is sealed under the row's id. */
export function postgresMandates(database: Database, secrets: KeyMaterial, now: () => Date): Mandates {
  const rows = boundRows<MandateRow>(database, rowMacs(secrets), 'mandates');
  const table: Table = { rows, accounts: accountRows(database, secrets), secrets };
  const all = async (which: (mandates: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<readonly Mandate[]> =>
    (await rows.all(which)).map((row) => toMandate(row, secrets));
  const listed = async (where: Partial<MandateRow>, kind: MandateKind = 'facilitador') =>
    (await all((found) => found.where(where).orderBy(['begins_at', 'id']))).filter(
      ({ scope }) => kindOf(scope) === kind,
    );
  const ofAccount = (account_id: string, kind?: MandateKind) => listed({ account_id }, kind);
  return {
    grant: (mandate) => database.atomically(() => grant(table, mandate)),
    find: async (id) => (await all((found) => found.where({ id })))[0],
    ofAccount,
    inForce: async (accountId, at, kind) => (await ofAccount(accountId, kind)).filter((one) => isInForce(one, at)),
    ofOrganisation: (organisation, kind) => listed({ organisation, ended_at: null }, kind),
    end: (id, reason) => change(table, id, { ended_at: now(), reason }),
    renew: (id, until_at) => change(table, id, { until_at }),
    named: (limit) =>
      all((found) =>
        found.whereRaw("ended_at is null and source like 'agencia:%'").orderBy(['until_at', 'id']).limit(limit),
      ),
    due: (limit) => dueIds(database, now(), limit),
  };
}

async function dueIds({ run }: Pick<Database, 'run'>, at: Date, limit: number): Promise<readonly string[]> {
  const rows = await run<{ id: string }[]>((sql) =>
    sql('mandates').where({ ended_at: null }).where('until_at', '<=', at).orderBy('until_at').limit(limit).select('id'),
  );
  return rows.map(({ id }) => id);
}

async function grant({ rows, accounts, secrets }: Table, mandate: Parameters<Mandates['grant']>[0]): Promise<Mandate> {
  const { accountId, organisation, scope, source, from, until } = mandate;
  const id = randomUUID();
  const row = {
    id,
    account_id: accountId,
    organisation: organisation.rut,
    scope,
    source,
    content: secrets.seal(JSON.stringify({ razonSocial: organisation.razonSocial }), place(id)),
    begins_at: from,
    until_at: until,
    ended_at: null,
    reason: null,
  };
  await accounts.changeDependents(accountId, () => rows.insert(row));
  return toMandate(row, secrets);
}

/** Writes one that is open; its account records it, and is locked before. */
async function change(
  { rows, accounts, secrets }: Table,
  id: string,
  columns: Partial<MandateRow>,
): Promise<Mandate | undefined> {
  const open = (found: Knex.QueryBuilder) => found.where({ id, ended_at: null });
  const before = await rows.first(open);
  if (!before) return undefined;
  const [row] = await accounts.changeDependents(before.account_id, () => rows.edit(open, () => columns));
  return row && toMandate(row, secrets);
}

/** A mandate as its row has it. */
export function toMandate(row: MandateRow, secrets: Pick<KeyMaterial, 'open'>): Mandate {
  const { razonSocial } = JSON.parse(secrets.open(row.content, place(row.id))) as { razonSocial: string };
  return {
    id: row.id,
    accountId: row.account_id,
    organisation: { rut: row.organisation, razonSocial },
    scope: row.scope,
    source: row.source,
    from: row.begins_at,
    until: row.until_at,
    endedAt: row.ended_at ?? undefined,
    reason: row.reason ?? undefined,
  };
}
