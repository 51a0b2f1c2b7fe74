import type { Knex } from 'knex';

/** Changes of key under way, and which session stayed when the others of an account were ended. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts add column session_kept text;

    create table key_changes (
      id uuid primary key,
      browser bytea not null,
      content bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index key_changes_expiry on key_changes (expires_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table key_changes;
    alter table accounts drop column session_kept;
  `);
}
