import type { Knex } from 'knex';
import type { Act } from '../../../ports/audit.ts';
import type { StaffAct, StaffActFilter, StaffActs } from '../../../ports/oversight.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { type AuditColumns, selectedColumns } from '../audit/rows.ts';
import { trailTrust } from '../audit/trust.ts';
import type { Database } from '../database/database.ts';

type Read = AuditColumns & { readonly hour: Date };

/** How the index `audit_staff` names these rows. */
const BY_STAFF = `details ->> 'by' = 'staff'`;
/** Digits of the HMAC of a network: enough to tell one from another in a list. */
const NETWORK_DIGITS = 8;

/** Acts of the staff in the trail. */
export function postgresStaffActs(database: Database, secrets: KeyMaterial): StaffActs {
  const { isTrue } = trailTrust(database, secrets);
  return {
    async read(filter, { skip, limit }) {
      const rows = await database.run<Read[]>((sql) =>
        wanted(sql('audit').whereRaw(BY_STAFF), filter)
          .orderBy([
            { column: 'audit.at', order: 'desc' },
            { column: 'audit.id', order: 'desc' },
          ])
          .offset(skip)
          .limit(limit)
          .select('audit.at as hour', sql.raw(selectedColumns)),
      );
      const kept: StaffAct[] = [];
      for (const row of rows) if (await isTrue(row)) kept.push(toAct(row));
      return kept;
    },
    async visit(account_id, visit) {
      const [row] = await database.run<Read[]>((sql) =>
        sql('audit')
          .where({ account_id })
          .whereIn('act', ['desk.visit', 'desk.acted'])
          .whereRaw(`details ->> 'visit' = ?`, [visit])
          .limit(1)
          .select('audit.at as hour', sql.raw(selectedColumns)),
      );
      return row && (await isTrue(row)) ? toAct(row) : undefined;
    },
    async visitsSince(member, since) {
      const [row] = await database.run<{ count: string }[]>((sql) =>
        wanted(sql('audit').whereRaw(BY_STAFF), { member, from: since })
          .whereIn('audit.act', ['desk.visit', 'case.read', 'case.exported'])
          .count(),
      );
      return Number(row?.count ?? 0);
    },
  };
}

function wanted(rows: Knex.QueryBuilder, { member, act, from, to }: StaffActFilter): Knex.QueryBuilder {
  if (member) rows.whereRaw(`details ->> 'staff' = ?`, [member]);
  if (act) rows.where('audit.act', act);
  if (from) rows.where('audit.at', '>=', from);
  if (to) rows.where('audit.at', '<', to);
  return rows;
}

const toAct = ({ hour, act, account_id, network, details }: Read): StaffAct => ({
  at: hour,
  act: act as Act,
  accountId: account_id ?? undefined,
  network: network?.slice(0, NETWORK_DIGITS),
  details: details === null ? {} : JSON.parse(details),
});
