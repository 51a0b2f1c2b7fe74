import type { Knex } from 'knex';

/**
 * Contested accounts, other identifiers of an account, requests in their waiting period, a company's flag for its next
 * key; the SII's last answers are sealed from now on, and asked again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts
      add column contested_at timestamptz,
      add column key_needs_card boolean not null default false;
    drop index accounts_holder;
    create unique index accounts_holder on accounts (profile, identifier)
      where state not in ('pendiente_correo', 'cerrada') and contested_at is null;

    create table aliases (
      profile text not null,
      identifier text not null,
      account_id uuid not null references accounts (id) on delete cascade,
      created_at timestamptz not null,
      primary key (profile, identifier)
    );
    create index aliases_account on aliases (account_id);

    create table holds (
      id uuid primary key,
      kind text not null check (kind in ('link-run')),
      folio text not null,
      account_id uuid not null references accounts (id) on delete cascade,
      state text not null check (state in ('waiting', 'done', 'withdrawn', 'refused')),
      content bytea,
      created_at timestamptz not null,
      due_at timestamptz not null,
      try_at timestamptz not null,
      ended_at timestamptz
    );
    create unique index holds_waiting on holds (account_id, kind) where state = 'waiting';
    create index holds_due on holds (try_at) where state = 'waiting';

    alter table links add column about uuid;

    delete from companies;
    alter table companies drop column answer, add column answer bytea not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from companies;
    alter table companies drop column answer, add column answer jsonb not null;
    alter table links drop column about;
    drop table holds, aliases;
    drop index accounts_holder;
    alter table accounts drop column contested_at, drop column key_needs_card;
    create unique index accounts_holder on accounts (profile, identifier) where state not in ('pendiente_correo', 'cerrada');
  `);
}
