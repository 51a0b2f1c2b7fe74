import type { Knex } from 'knex';

/** Updates of data under way, requests that replace contacts by the key, and the codes that make one immediate. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table data_updates (
      id uuid primary key,
      browser bytea not null,
      content bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index data_updates_expiry on data_updates (expires_at);

    alter table holds drop constraint holds_kind_check;
    alter table holds add constraint holds_kind_check
      check (kind in ('link-run', 'replace-contacts', 'recover-by-one', 'update-contacts'));

    create table contact_codes (
      id uuid primary key,
      hold_id uuid not null references holds (id) on delete cascade,
      contact text not null check (contact in ('email', 'mobile')),
      code_hash text not null,
      message uuid not null,
      tries integer not null default 0,
      created_at timestamptz not null,
      proved_at timestamptz,
      unique (hold_id, contact)
    );
    create index contact_codes_age on contact_codes (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table contact_codes, data_updates;
    alter table holds drop constraint holds_kind_check;
    delete from holds where kind = 'update-contacts';
    alter table holds add constraint holds_kind_check check (kind in ('link-run', 'replace-contacts', 'recover-by-one'));
  `);
}
