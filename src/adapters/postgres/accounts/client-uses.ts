import type { Scope } from '../../../domain/claims.ts';
import type { ClientUses } from '../../../ports/client-uses.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly account_id: string;
  readonly client_id: string;
  readonly scopes: readonly Scope[];
  readonly first_at: Date;
  readonly last_at: Date;
}

/** The MAC covers the pair alone, so that a further use is noted without reading the first. */
const NOTE = `
  with before as (select last_at from platform_uses where account_id = $1 and client_id = $2)
  insert into platform_uses as known (account_id, client_id, scopes, first_at, last_at, mac)
  values ($1, $2, $3, $4, $4, $5)
  on conflict (account_id, client_id) do update set last_at = excluded.last_at, mac = excluded.mac,
    scopes = array(select distinct unnest(known.scopes || excluded.scopes) order by 1)
  returning (select last_at from before) as before`;

/** One row for each account and client. */
export function postgresClientUses(database: Database, secrets: KeyMaterial, now: () => Date): ClientUses {
  const { run, write } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'platform_uses');
  return {
    async note({ accountId, clientId, scopes }) {
      const { mac } = macs.signed('platform_uses', { account_id: accountId, client_id: clientId });
      const values = [accountId, clientId, [...scopes], now(), mac];
      const { rows } = await write({ name: 'ClientUse.note', table: 'platform_uses', text: NOTE, values });
      return rows[0].before ?? undefined;
    },
    async list(account_id) {
      const uses = await rows.all((known) => known.where({ account_id }).orderBy('last_at', 'desc'));
      return uses.map((row) => ({
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
