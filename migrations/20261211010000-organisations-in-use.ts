import type { Knex } from 'knex';

/**
 * Finds which organisations are in use: the newest grant of each client, and the machines of a day; and who acts for an
 * organisation now, which each sign-in at a client of a public body asks.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index oidc_grant_client;
    create index oidc_grant_client on oidc_grant ((payload ->> 'clientId'), expires_at);
    create index machine_uses_day on machine_uses (day);
    create index mandates_in_force on mandates (organisation, begins_at, id) where ended_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index mandates_in_force, machine_uses_day, oidc_grant_client;
    create index oidc_grant_client on oidc_grant ((payload ->> 'clientId'));
  `);
}
