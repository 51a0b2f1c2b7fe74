import type { Knex } from 'knex';

/**
 * Why a term was extended and why a block was ended, sealed like the reasons of an answer; and an index over what waits
 * for an answer, by its last day: the list of the operator and the alarm read nothing else.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table right_requests add column extension_reasons bytea, add column lift_reasons bytea;
    create index right_requests_open on right_requests (due_on, asked_at) where answered_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index right_requests_open;
    alter table right_requests drop column extension_reasons, drop column lift_reasons;
  `);
}
