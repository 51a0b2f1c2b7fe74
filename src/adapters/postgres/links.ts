import { createHash, randomBytes } from 'node:crypto';
import type { Links } from '../../ports/accounts.ts';
import type { Database } from './database.ts';

/** Links in messages; the token itself is in the message only. */
export function postgresLinks({ run }: Database, now: () => Date): Links {
  return {
    async issue(purpose, account_id, expires_at) {
      const token = randomBytes(32).toString('base64url');
      await run((sql) => sql('links').insert({ token_hash: hashed(token), purpose, account_id, expires_at }));
      return token;
    },
    async peek(purpose, token) {
      const row = await run<object>((sql) => alive(sql('links'), purpose, token, now()).first('purpose'));
      return row !== undefined;
    },
    async spend(purpose, token) {
      const rows = await run<{ account_id: string }[]>((sql) =>
        alive(sql('links'), purpose, token, now()).update({ used_at: now() }).returning('account_id'),
      );
      return rows[0]?.account_id;
    },
  };
}

const hashed = (token: string): Buffer => createHash('sha256').update(token).digest();

function alive(links: import('knex').Knex.QueryBuilder, purpose: string, token: string, at: Date) {
  return links.where({ token_hash: hashed(token), purpose, used_at: null }).where('expires_at', '>', at);
}
