import type { Knex } from 'knex';

/** Numbers of cards that were accepted, as HMACs: one that was accepted before a theft is refused after it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table accepted_cards (
      run_hmac bytea not null,
      serial_hmac bytea not null,
      at timestamptz not null,
      primary key (run_hmac, serial_hmac)
    );
    create index accepted_cards_serial on accepted_cards (serial_hmac);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table accepted_cards;');
}
