import type { Knex } from 'knex';

/**
 * Until when a rotated refresh token goes on serving, and how often it has since. Servers of before write neither: what
 * they rotate has no grace, as it had none.
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
