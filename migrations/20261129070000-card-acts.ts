import type { Knex } from 'knex';

/** When a card was accepted, as the trail tells it: asked of an account that a theft stopped. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  await knex.raw(`create index audit_cards on audit ((details ->> 'card'), at) where act = 'cedula.checked'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_cards');
}
