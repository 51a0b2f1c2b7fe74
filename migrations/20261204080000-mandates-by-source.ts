import type { Knex } from 'knex';

/** Finds the mandates that rest on a request: while one does, the request is kept. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index mandates_of_source on mandates (source)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index mandates_of_source');
}
