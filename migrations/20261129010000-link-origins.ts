import type { Knex } from 'knex';

/**
 * The sign-in at which the journey of a link began, sealed: client, its name, uid, profile and time, never the number.
 * It ends with the link's row. Earlier versions write none while both run.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table links add column origin bytea');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table links drop column origin');
}
