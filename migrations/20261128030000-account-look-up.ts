import type { Knex } from 'knex';

/**
 * By number, the holder first and then the newest registration that waits: one row is read however many wait. Before,
 * each of them was, and the response time revealed that a number had no other.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    set local statement_timeout = 0;
    create index accounts_look_up on accounts (profile, identifier, (state = 'pendiente_correo'), created_at desc)
      where contested_at is null and state <> 'cerrada';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index accounts_look_up;');
}
