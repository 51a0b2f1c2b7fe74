import type { Audit } from '../../ports/audit.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

/** The trail as rows; the visitor's network as an HMAC, so that it can be compared and not read. */
export function postgresAudit({ run }: Database, secrets: Secrets, now: () => Date): Audit {
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
        }),
      );
    },
  };
}
