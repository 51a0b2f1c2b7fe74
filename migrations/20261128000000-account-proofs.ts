import type { Knex } from 'knex';

/**
 * Proofs of an account: since when each contact is confirmed, when its identity was proved, its last
 * sign-in from a known device; and the codes sent to contacts on file.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts
      add column email_confirmed_at timestamptz,
      add column mobile_confirmed_at timestamptz,
      add column identity_proved_at timestamptz,
      add column known_login_at timestamptz;
    -- Every account that is open was opened by the link in its e-mail.
    update accounts set email_confirmed_at = created_at where state <> 'pendiente_correo';
    update accounts set identity_proved_at = created_at where identidad = 'documento';

    create table account_codes (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      purpose text not null,
      contact text not null check (contact in ('email', 'mobile')),
      browser bytea not null,
      code_hash text not null,
      message uuid not null,
      tries integer not null default 0,
      created_at timestamptz not null,
      proved_at timestamptz,
      unique (account_id, purpose, contact, browser)
    );
    create index account_codes_age on account_codes (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table account_codes;
    alter table accounts
      drop column email_confirmed_at,
      drop column mobile_confirmed_at,
      drop column identity_proved_at,
      drop column known_login_at;
  `);
}
