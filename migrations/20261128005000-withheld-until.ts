import type { Knex } from 'knex';

/** Until when the budget of a message that was withheld is spent: the page says when another one may be asked for. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table outbox add column withheld_until timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table outbox drop column withheld_until');
}
