import type { Knex } from 'knex';

/** Sessions of the first-party clients, sessions that were ended for good, and which clients know an account. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table own_sessions (
      id uuid primary key,
      token_hash bytea not null unique,
      wing text not null,
      account_id uuid not null references accounts (id) on delete cascade,
      holder text not null,
      session_uid text not null,
      created_at timestamptz not null,
      used_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index own_sessions_session on own_sessions (session_uid);
    create index own_sessions_account on own_sessions (account_id);
    create index own_sessions_expiry on own_sessions (expires_at);

    create table ended_sessions (
      uid text primary key,
      ended_at timestamptz not null default now()
    );
    create index ended_sessions_age on ended_sessions (ended_at);

    create table platform_uses (
      account_id uuid not null references accounts (id) on delete cascade,
      client_id text not null,
      scopes text[] not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      primary key (account_id, client_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table platform_uses, ended_sessions, own_sessions');
}
