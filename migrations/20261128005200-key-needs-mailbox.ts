import type { Knex } from 'knex';

/** Whether the change of a provisional key also proves the mailbox, because the card alone brought it (C6). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table provisional_keys add column needs_mailbox boolean not null default false');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table provisional_keys drop column needs_mailbox');
}
