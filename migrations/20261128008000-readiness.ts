import type { Knex } from 'knex';

/** One row that `/ready` writes: a server that takes no writes is not ready. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table readiness (
      id smallint primary key check (id = 1),
      asked_at timestamptz not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table readiness;');
}
