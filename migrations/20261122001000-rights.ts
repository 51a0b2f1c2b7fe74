import type { Knex } from 'knex';

/**
 * Copies of one's own data that wait to be made or fetched, requests for rights (which outlive the account: they prove
 * the answer), and when an account was closed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts add column closed_at timestamptz;
    create index accounts_closed on accounts (closed_at) where closed_at is not null;

    create table exports (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      actor uuid,
      device text not null,
      content bytea,
      asked_at timestamptz not null,
      try_at timestamptz not null,
      ready_at timestamptz,
      expires_at timestamptz not null
    );
    create unique index exports_waiting on exports (account_id) where ready_at is null;
    create index exports_account on exports (account_id);
    create index exports_due on exports (try_at) where ready_at is null;
    create index exports_expiry on exports (expires_at);

    create table right_requests (
      id uuid primary key,
      folio text not null unique,
      account_id uuid not null,
      actor uuid,
      kind text not null check (kind in ('acceso', 'rectificacion', 'supresion', 'oposicion', 'bloqueo')),
      state text not null check (state in ('recibida', 'en-revision', 'respondida')),
      decision text check (decision in ('acogida', 'acogida-en-parte', 'rechazada')),
      detail bytea,
      reasons bytea,
      asked_at timestamptz not null,
      due_on text not null,
      extended_at timestamptz,
      answered_at timestamptz,
      lifted_at timestamptz
    );
    create index right_requests_account on right_requests (account_id, asked_at);
    create index right_requests_answered on right_requests (answered_at) where answered_at is not null;
    create unique index right_requests_block on right_requests (account_id) where kind = 'bloqueo' and lifted_at is null;

    -- What is gathered for one person, and what is past its term, is found without reading all.
    create index outbox_account on outbox (account_id) where account_id is not null;
    create index outbox_age on outbox (created_at);
    create index outbox_dead on outbox (dead_at) where dead_at is not null;
    create index logout_notices_account on logout_notices (account_id);
    create index representatives_subject on representatives (subject_id);
    create index provisional_keys_account on provisional_keys (account_id);
    create index provisional_keys_ended on provisional_keys (ended_at) where ended_at is not null;
    create index holds_account on holds (account_id);
    create index holds_ended on holds (ended_at) where ended_at is not null;
    create index companies_age on companies (asked_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index outbox_account, outbox_age, outbox_dead, logout_notices_account, representatives_subject,
      provisional_keys_account, provisional_keys_ended, holds_account, holds_ended, companies_age;
    drop table right_requests, exports;
    drop index accounts_closed;
    alter table accounts drop column closed_at;
  `);
}
