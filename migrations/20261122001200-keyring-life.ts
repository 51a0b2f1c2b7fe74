import type { Knex } from 'knex';

/** The lifetime of a signing key of the server (domain/keyring.ts). An ended key keeps its row, but no material. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table keyring
      alter column material drop not null,
      add column signs_at timestamptz,
      add column emptied_at timestamptz,
      add column ended_at timestamptz,
      add column compromised boolean not null default false;
    update keyring set signs_at = created_at;
    alter table keyring
      alter column signs_at set default now(),
      alter column signs_at set not null,
      add constraint keyring_ended_is_empty check ((material is null) = (ended_at is not null)),
      add constraint keyring_compromised_ended check (not compromised or ended_at is not null);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from keyring where material is null or emptied_at is not null;
    alter table keyring
      drop constraint keyring_ended_is_empty,
      drop constraint keyring_compromised_ended,
      alter column material set not null,
      drop column signs_at,
      drop column emptied_at,
      drop column ended_at,
      drop column compromised;
  `);
}
