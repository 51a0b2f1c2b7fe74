import { randomBytes } from 'node:crypto';
import type { Link, Links } from '../../ports/accounts.ts';
import type { Database } from './database.ts';
import { hashed } from './hashed.ts';

interface Row {
  readonly account_id: string;
  readonly about: string | null;
}

/** Links in messages; the token itself is in the message only. */
export function postgresLinks({ run }: Database, now: () => Date): Links {
  return {
    async issue(purpose, account_id, expires_at, about) {
      const token = randomBytes(32).toString('base64url');
      await run((sql) =>
        sql('links').insert({ token_hash: hashed(token), purpose, account_id, expires_at, about: about ?? null }),
      );
      return token;
    },
    async pretend() {
      const nothing = { token_hash: hashed(randomBytes(32).toString('base64url')), purpose: 'mailbox' };
      await run((sql) => sql('links').where(nothing).update({ used_at: now() }));
    },
    async endBy(purpose, account_id, at) {
      await run((sql) =>
        sql('links').where({ purpose, account_id }).where('expires_at', '>', at).update({ expires_at: at }),
      );
    },
    async waits(purpose, account_id) {
      const waiting = { purpose, account_id, used_at: null };
      const row = await run((sql) => sql('links').where(waiting).where('expires_at', '>', now()).first(sql.raw('1')));
      return row !== undefined;
    },
    async lastSpent(purpose, account_id) {
      const row = await run<{ used_at: Date } | undefined>((sql) =>
        sql('links').where({ purpose, account_id }).whereNotNull('used_at').orderBy('used_at', 'desc').first('used_at'),
      );
      return row?.used_at;
    },
    async peek(purpose, token) {
      return toLink(await run<Row | undefined>((sql) => alive(sql('links'), purpose, token, now()).first('*')));
    },
    async spend(purpose, token) {
      const [row] = await run<Row[]>((sql) =>
        alive(sql('links'), purpose, token, now()).update({ used_at: now() }).returning('*'),
      );
      return toLink(row);
    },
  };
}

const toLink = (row: Row | undefined): Link | undefined =>
  row && { accountId: row.account_id, about: row.about ?? undefined };

function alive(links: import('knex').Knex.QueryBuilder, purpose: string, token: string, at: Date) {
  return links.where({ token_hash: hashed(token), purpose, used_at: null }).where('expires_at', '>', at);
}
