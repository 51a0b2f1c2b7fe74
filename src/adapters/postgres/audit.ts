import type { Act, Audit, AuditRow } from '../../ports/audit.ts';
import type { Secrets } from '../secrets.ts';
import { takeVersion } from './account-versions.ts';
import type { Database } from './database.ts';

/** The trail as rows; the visitor's network as an HMAC, so that it can be compared and not read. */
export function postgresAudit(database: Database, secrets: Secrets, now: () => Date): Audit {
  const { run } = database;
  return {
    async record({ act, accountId, subject, clientId, visitor, details }) {
      await run((sql) =>
        sql('audit').insert({
          at: now(),
          act,
          account_id: accountId ?? null,
          subject: subject ?? null,
          client_id: clientId ?? null,
          network: visitor ? secrets.hmac('audit', visitor.network) : null,
          device: visitor?.device ?? null,
          reference: visitor?.reference ?? null,
          details: details ? JSON.stringify(details) : null,
          account_version: takeVersion(database, accountId) ?? null,
        }),
      );
    },
    async read(account_id, { from, to, skip, limit }) {
      const rows = await run<Row[]>((sql) =>
        sql('audit')
          .where({ account_id })
          .whereNot({ act: 'account.written' })
          .where('at', '>=', from)
          .where('at', '<', to)
          .orderBy([
            { column: 'at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .offset(skip)
          .limit(limit)
          .select('at', 'act', 'client_id', 'device', 'details'),
      );
      return rows.map(told);
    },
  };
}

interface Row {
  readonly at: Date;
  readonly act: Act;
  readonly client_id: string | null;
  readonly device: string | null;
  readonly details: AuditRow['details'] | null;
}

const told = ({ at, act, client_id, device, details }: Row): AuditRow => ({
  at,
  act,
  clientId: client_id ?? undefined,
  device: device ?? undefined,
  details: details ?? {},
});
