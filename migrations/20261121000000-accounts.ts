import type { Knex } from 'knex';

/** Subjects (from which every `sub` is derived), accounts with their sealed data, links in messages, throttles. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table subjects (
      id uuid primary key,
      kind text not null check (kind in ('RUN', 'RUT', 'NIE')),
      identifier text not null,
      created_at timestamptz not null,
      retired_at timestamptz
    );
    create unique index subjects_in_force on subjects (kind, identifier) where retired_at is null;

    create table accounts (
      id uuid primary key,
      profile text not null check (profile in ('natural', 'juridica', 'migrante', 'facilitador')),
      kind text not null check (kind in ('RUN', 'RUT', 'NIE')),
      identifier text not null,
      subject_id uuid not null references subjects (id),
      state text not null check (state in
        ('pendiente_correo', 'activa', 'bloqueada_temporal', 'congelada', 'suspendida', 'cerrada')),
      identidad text not null check (identidad in ('declarada', 'documento')),
      key_hash text not null,
      key_changed_at timestamptz not null,
      question_id integer,
      answer_hash text,
      personal bytea not null,
      simulado boolean not null,
      created_at timestamptz not null
    );
    create unique index accounts_holder on accounts (profile, identifier) where state not in ('pendiente_correo', 'cerrada');
    create index accounts_identifier on accounts (profile, identifier, created_at desc);
    create index accounts_pending on accounts (created_at) where state = 'pendiente_correo';
    create index accounts_simulado on accounts (simulado) where simulado;

    create table links (
      token_hash bytea primary key,
      purpose text not null,
      account_id uuid not null references accounts (id) on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index links_account on links (account_id);
    create index links_expiry on links (expires_at);

    create table throttles (
      key bytea primary key,
      used integer not null,
      consecutive integer not null default 0,
      window_ends timestamptz not null,
      shut_until timestamptz,
      was_open boolean not null default true
    );
    create index throttles_window on throttles (window_ends);

    create table captchas (
      id_hash bytea primary key,
      form text not null,
      answer bytea not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      outcome text
    );
    create index captchas_expiry on captchas (expires_at);

    create table keyring (
      id text primary key,
      purpose text not null check (purpose in ('signing', 'cookies', 'subjects')),
      algorithm text not null,
      material bytea not null,
      created_at timestamptz not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table keyring, captchas, throttles, links, accounts, subjects');
}
