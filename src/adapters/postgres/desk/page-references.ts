import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { PageReferences } from '../../../ports/desk.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { type AuditColumns, selectedColumns } from '../audit/rows.ts';
import { trailTrust } from '../audit/trust.ts';
import type { Database } from '../database/database.ts';

/** A code is on one page: more acts than these under one are no page of a person. */
const MOST_ACTS = 20;

/** A row that was moved to another code does not open. */
const placeOf = (reference: string): string => `page-reference:${reference}`;

/** Reference codes of pages in PostgreSQL, under an HMAC, and those of the trail. */
export function postgresPageReferences(database: Database, secrets: KeyMaterial, now: () => Date): PageReferences {
  const { run } = database;
  const hmacOf = (reference: string): Buffer => secrets.hmac('throttle', 'page-reference', reference);
  return {
    async note(reference, accountId) {
      const content = secrets.seal(accountId ?? NO_ACCOUNT, placeOf(reference));
      const row = { reference_hmac: hmacOf(reference), content, created_at: now() };
      await run((sql) => sql('page_references').insert(row).onConflict('reference_hmac').ignore());
    },
    async accountsOf(reference) {
      const since = new Date(now().getTime() - 24 * 3_600_000);
      const pages = await run<{ content: Buffer }[]>((sql) =>
        sql('page_references')
          .where({ reference_hmac: hmacOf(reference) })
          .where('created_at', '>', since)
          .select('content'),
      );
      const shown = pages.map(({ content }) => secrets.open(content, placeOf(reference)));
      const found = [...shown, ...(await inTrail(database, secrets, reference))];
      return [...new Set(found)].filter((id) => id !== null && id !== NO_ACCOUNT) as string[];
    },
  };
}

/** Accounts of the acts under a code, as far as the rows verify. */
async function inTrail(database: Database, secrets: KeyMaterial, reference: string): Promise<(string | null)[]> {
  const { isTrue } = trailTrust(database, secrets);
  const rows = await database.run<AuditColumns[]>((sql) =>
    sql('audit').where({ reference }).limit(MOST_ACTS).select(sql.raw(selectedColumns)),
  );
  const accounts: (string | null)[] = [];
  for (const row of rows) if (await isTrue(row)) accounts.push(row.account_id);
  return accounts;
}
