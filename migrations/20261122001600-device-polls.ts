import type { Knex } from 'knex';

/** When a device last asked whether its person has signed in. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table oidc_device_code add column polled_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table oidc_device_code drop column polled_at');
}
