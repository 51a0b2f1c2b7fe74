import { type Act, type Audit, type AuditEntry, type AuditRow, MOST_COUNTED } from '../../../ports/audit.ts';
import type { ChainKey, KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import { takeVersion } from './account-versions.ts';
import { type AuditValues, macOfValues } from './mac.ts';
import { type RowVersion, takeRowVersion } from './row-versions.ts';
import { type AuditColumns, selectedColumns } from './rows.ts';
import { trailTrust } from './trust.ts';

/**
 * The trail as rows; the visitor's network as an HMAC, so that it can be compared and not read. Each row is signed when
 * it is written. A row that does not verify is not read: no decision uses it, and it is shown to no user. `written` is
 * called with each row, so that it is sealed within a second: a server seals at its own pace, a command notifies one.
 */
export function postgresAudit(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  written: () => void = () => database.wake('trail'),
): Audit {
  const key = secrets.auditRowKeys[0] as ChainKey;
  const { isTrue } = trailTrust(database, secrets);
  const trueOf = async (rows: readonly Read[]): Promise<readonly AuditRow[]> => {
    const kept: AuditRow[] = [];
    for (const row of rows) if (await isTrue(row)) kept.push(toAuditRow(row));
    return kept;
  };
  return {
    record: (entry) =>
      database.atomically(async () => {
        const version = takeVersion(database, entry.accountId);
        const about = valuesOf(withVersion(entry, takeRowVersion(database, entry.act)), now(), secrets);
        const values = { ...about, id: await nextId(database), account_version: version ?? null };
        await database.soon(insertionOf(values, macOfValues(values, key)));
        written();
      }),
    async read(account_id, { from, to, skip, limit }) {
      const rows = await database.run<Read[]>((sql) =>
        sql('audit')
          .where({ account_id })
          .whereNot({ act: 'account.written' })
          .whereRaw(SEEN, [now().toISOString()])
          .where('at', '>=', from)
          .where('at', '<', to)
          .orderBy([
            { column: 'audit.at', order: 'desc' },
            { column: 'audit.id', order: 'desc' },
          ])
          .offset(skip)
          .limit(limit)
          .select('audit.at as hour', sql.raw(selectedColumns)),
      );
      return trueOf(rows);
    },
    async actsSince(account_id, acts, since) {
      const rows = await database.run<Read[]>((sql) =>
        sql('audit')
          .where({ account_id })
          .whereIn('act', [...acts])
          .where('at', '>', since)
          .limit(MOST_COUNTED + 1)
          .select('audit.at as hour', sql.raw(selectedColumns)),
      );
      return rows.length > MOST_COUNTED ? undefined : trueOf(rows);
    },
  };
}

/** The version of a row that was written in the same transaction. */
const withVersion = (entry: AuditEntry, written: RowVersion | undefined): AuditEntry =>
  written ? { ...entry, details: { ...entry.details, ...written } } : entry;

/** Acts that the pages of an account do not show yet (domain/protection.ts). */
export const SEEN = "coalesce(details ->> 'unseenUntil', '') <= ?";

/** Under the table's lock for writers, which is held to the end of the transaction (audit/settled.ts). */
async function nextId({ named }: Database): Promise<string> {
  const { rows } = await named({ name: 'Audit.nextId', text: 'select audit_next_id()::text as id' });
  return rows[0].id;
}

function valuesOf(entry: AuditEntry, at: Date, secrets: KeyMaterial): Omit<AuditValues, 'id' | 'account_version'> {
  const { act, accountId, subject, clientId, visitor, details } = entry;
  return {
    at,
    act,
    account_id: accountId ?? null,
    subject: subject ?? null,
    client_id: clientId ?? null,
    network: visitor ? secrets.hmac('audit', visitor.network) : null,
    device: visitor?.device ?? null,
    reference: visitor?.reference ?? null,
    details: details ?? null,
  };
}

function insertionOf(values: AuditValues, mac: Buffer): Write {
  const row = { ...values, details: values.details && JSON.stringify(values.details), mac };
  const names = Object.keys(row);
  const places = names.map((_, place) => `$${place + 1}`).join(', ');
  const text = `insert into audit (${names.join(', ')}) overriding system value values (${places})`;
  return { name: 'Audit.insert', table: 'audit', text, values: Object.values(row) };
}

interface Read extends AuditColumns {
  readonly hour: Date;
}

const toAuditRow = ({ hour, act, client_id, device, details }: Read): AuditRow => ({
  at: hour,
  act: act as Act,
  clientId: client_id ?? undefined,
  device: device ?? undefined,
  details: details === null ? {} : JSON.parse(details),
});
