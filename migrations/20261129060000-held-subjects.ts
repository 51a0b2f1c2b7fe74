import type { Knex } from 'knex';

/** Index: which account had a subject, by the trail; read when a registration becomes an account. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  await knex.raw(`create index audit_held_subjects on audit (subject, account_id)
    where act in ('registration.confirmed', 'login.succeeded')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_held_subjects');
}
