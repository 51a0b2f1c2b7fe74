import type { Knex } from 'knex';

/**
 * What the last failure of a message was about: the relay, this message alone, or its recipient for good. Pages say
 * which, and the delay of messages is judged without those that a single mailbox delays.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table outbox add column trouble text check (trouble in ('relay', 'deferred', 'refused'))");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table outbox drop column trouble');
}
