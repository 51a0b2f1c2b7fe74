import type { Knex } from 'knex';

/**
 * A MAC in every row on which a decision rests (floor 15). Existing rows have none until the server signs
 * them at its first start: `signed_tables` says when each table was, and a row without a MAC is refused from then on.
 * `dependents` is a digest of the rows that belong to an account; `row_alarms` holds those that failed, until repaired.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table signed_tables (
      name text primary key,
      signed_at timestamptz not null,
      mac bytea
    );
    create table row_alarms (
      table_name text not null,
      row_key text not null,
      account_id uuid references accounts (id) on delete cascade,
      reason text not null,
      reference text not null,
      seen_at timestamptz not null,
      primary key (table_name, row_key)
    );
    create index row_alarms_account on row_alarms (account_id);
    alter table accounts
      add column mac bytea,
      add column version integer not null default 0,
      add column dependents bytea;
    alter table audit add column account_version integer;
    alter table holds add column mac bytea;
    alter table provisional_keys add column mac bytea;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provisional_keys drop column mac;
    alter table holds drop column mac;
    alter table audit drop column account_version;
    alter table accounts drop column mac, drop column version, drop column dependents;
    drop table row_alarms, signed_tables;
  `);
}
