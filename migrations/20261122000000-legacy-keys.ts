import type { Knex } from 'knex';

/** Keys of the old system, sealed and with an expiry, and the imports that brought them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table legacy_keys (
      id uuid primary key,
      profile text not null check (profile in ('natural', 'juridica', 'migrante', 'facilitador')),
      identifier text not null,
      recipe bytea not null,
      contacts bytea not null,
      key_hash text,
      bcrypt_cost smallint,
      imported_at timestamptz not null,
      expires_at timestamptz not null
    );
    create unique index legacy_keys_identifier on legacy_keys (profile, identifier);
    create index legacy_keys_unwrapped on legacy_keys (id) where key_hash is null;
    create index legacy_keys_cost on legacy_keys (bcrypt_cost) where bcrypt_cost is not null;
    create index legacy_keys_expiry on legacy_keys (expires_at);

    create table legacy_imports (
      file_hash bytea primary key,
      byte_offset bigint not null,
      line bigint not null,
      counts jsonb not null,
      started_at timestamptz not null,
      finished_at timestamptz
    );

    create table legacy_import_refusals (
      file_hash bytea not null references legacy_imports (file_hash) on delete cascade,
      line bigint not null,
      reason text not null,
      primary key (file_hash, line, reason)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table legacy_import_refusals, legacy_imports, legacy_keys');
}
