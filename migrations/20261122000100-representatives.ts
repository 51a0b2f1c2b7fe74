import type { Knex } from 'knex';

/** The SII's last answer about a company, who has acted for it, and a way to all sessions of an account. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table companies (
      rut text primary key,
      answer jsonb not null,
      asked_at timestamptz not null
    );

    create table representatives (
      account_id uuid not null references accounts (id) on delete cascade,
      subject_id uuid not null references subjects (id),
      run text not null,
      identidad text not null check (identidad in ('declarada', 'documento')),
      name bytea not null,
      created_at timestamptz not null,
      primary key (account_id, subject_id)
    );

    create index oidc_session_account on oidc_session (split_part(payload ->> 'accountId', '~', 1));
    create index oidc_grant_account on oidc_grant (split_part(payload ->> 'accountId', '~', 1));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index oidc_session_account, oidc_grant_account; drop table representatives, companies');
}
