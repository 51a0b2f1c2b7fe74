import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * What a user holds beside the key: second factors, the codes that replace a lost one, remembered browsers. `actor` is the
 * subject of the representative to whom a company's credential belongs. `content` is sealed (secret, hash or public key, and
 * the name that the user gave it). `lookup` finds a passkey or a browser by what it presents. `step` is the last time step of
 * a TOTP, or the signature counter of a passkey.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table credentials (
      id uuid primary key,
      kind text not null check (kind in ('totp', 'recovery-code', 'backup-code', 'passkey', 'device')),
      account_id uuid not null references accounts (id) on delete cascade,
      actor uuid references subjects (id),
      content bytea not null,
      lookup bytea unique,
      created_at timestamptz not null,
      card_at timestamptz,
      expires_at timestamptz,
      step bigint not null default 0,
      last_used_at timestamptz,
      mac bytea not null
    );
    create unique index credentials_one_totp on credentials (account_id, coalesce(actor, account_id)) where kind = 'totp';
    create index credentials_of_account on credentials (account_id);
    create index credentials_actor on credentials (actor) where actor is not null;
    create index credentials_expired on credentials (expires_at) where expires_at is not null;
  `);
  await refuseUnsignedIn(knex, 'credentials', ['step', 'last_used_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table credentials');
}
