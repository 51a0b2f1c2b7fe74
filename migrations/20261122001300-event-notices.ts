import type { Knex } from 'knex';

/** Events of accounts, queued for the clients that know them; subjects, and nothing that names a person. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table event_notices (
      id uuid primary key,
      client_id text not null,
      account_id uuid not null references accounts (id) on delete cascade,
      event text not null,
      subject uuid not null,
      actor uuid,
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz not null,
      due_at timestamptz not null,
      told_at timestamptz,
      dead_at timestamptz
    );
    create index event_notices_due on event_notices (due_at) where told_at is null and dead_at is null;
    create index event_notices_dead on event_notices (dead_at) where dead_at is not null;
    create index event_notices_account on event_notices (account_id);
    create index event_notices_age on event_notices (created_at);
    create index logout_notices_dead on logout_notices (dead_at) where dead_at is not null;
    create index logout_notices_age on logout_notices (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index logout_notices_age, logout_notices_dead; drop table event_notices');
}
