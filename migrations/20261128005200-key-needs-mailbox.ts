import type { Knex } from 'knex';

/** Whether changing a provisional key also needs a proof of the mailbox: it was obtained with the card alone (C6). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table provisional_keys add column needs_mailbox boolean not null default false');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table provisional_keys drop column needs_mailbox');
}
