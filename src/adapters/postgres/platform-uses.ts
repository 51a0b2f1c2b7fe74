import type { Scope } from '../../domain/claims.ts';
import type { PlatformUses } from '../../ports/platform-uses.ts';
import type { Database } from './database.ts';

interface Row {
  readonly account_id: string;
  readonly client_id: string;
  readonly scopes: readonly Scope[];
  readonly first_at: Date;
  readonly last_at: Date;
}

const NOTE = `
  insert into platform_uses as known (account_id, client_id, scopes, first_at, last_at)
  values (:accountId, :clientId, :scopes, :at, :at)
  on conflict (account_id, client_id) do update set last_at = excluded.last_at,
    scopes = array(select distinct unnest(known.scopes || excluded.scopes) order by 1)`;

/** One row for each account and platform. */
export function postgresPlatformUses({ run }: Database, now: () => Date): PlatformUses {
  return {
    async note({ accountId, clientId, scopes }) {
      await run((sql) => sql.raw(NOTE, { accountId, clientId, scopes: [...scopes], at: now() }));
    },
    async list(account_id) {
      const rows = await run<Row[]>((sql) => sql('platform_uses').where({ account_id }).orderBy('last_at', 'desc'));
      return rows.map((row) => ({
        accountId: row.account_id,
        clientId: row.client_id,
        scopes: row.scopes,
        firstAt: row.first_at,
        lastAt: row.last_at,
      }));
    },
    async forget(account_id, client_id) {
      return (await run<number>((sql) => sql('platform_uses').where({ account_id, client_id }).delete())) > 0;
    },
  };
}
