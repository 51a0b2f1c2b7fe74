import type { Knex } from 'knex';

/** Index: when a card was accepted, by the trail; read for an account that was stopped for a theft. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  await knex.raw(`create index audit_cards on audit ((details ->> 'card'), at) where act = 'cedula.checked'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_cards');
}
