import type { Knex } from 'knex';

/** Recoveries under way, their keys and codes, waiting periods of contacts, and when an account's sessions were ended. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts add column sessions_ended_at timestamptz;

    create table recoveries (
      id uuid primary key,
      browser bytea not null,
      content bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index recoveries_expiry on recoveries (expires_at);

    create table provisional_keys (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      kind text not null check (kind in ('key', 'code', 'link')),
      key_hash text not null,
      proved boolean not null,
      mail uuid,
      sms uuid,
      created_at timestamptz not null,
      ended_at timestamptz
    );
    create unique index provisional_keys_outstanding on provisional_keys (account_id) where ended_at is null;

    alter table holds add column undo bytea, add column confirmed_at timestamptz;
    create index holds_undo on holds (ended_at) where undo is not null;
    alter table holds drop constraint holds_state_check;
    alter table holds add constraint holds_state_check
      check (state in ('waiting', 'done', 'withdrawn', 'refused', 'desk'));
    create index holds_stopped on holds (account_id, ended_at) where state = 'withdrawn';
    alter table holds drop constraint holds_kind_check;
    alter table holds add constraint holds_kind_check check (kind in ('link-run', 'replace-contacts', 'recover-by-one'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table holds drop constraint holds_kind_check;
    delete from holds where kind <> 'link-run' or state = 'desk';
    drop index holds_stopped;
    alter table holds drop constraint holds_state_check;
    alter table holds add constraint holds_state_check check (state in ('waiting', 'done', 'withdrawn', 'refused'));
    alter table holds drop column undo, drop column confirmed_at;
    alter table holds add constraint holds_kind_check check (kind in ('link-run'));
    drop table provisional_keys, recoveries;
    alter table accounts drop column sessions_ended_at;
  `);
}
