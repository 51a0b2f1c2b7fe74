import type { Knex } from 'knex';

/**
 * Until when a rotated refresh token stays valid, and how often it has been used since. Earlier versions write
 * neither: what they rotate has no grace, as before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table oidc_refresh_token
      add column serves_until timestamptz,
      add column repeats smallint not null default 0;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table oidc_refresh_token drop column serves_until, drop column repeats');
}
