import type { Knex } from 'knex';

/** What an hour's SMS are counted by, and what the state of the outbox is read by. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index outbox_sms_sent on outbox (sent_at) where channel = 'sms' and not withheld and sent_at is not null;
    create index outbox_unsent on outbox (created_at) where sent_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index outbox_sms_sent, outbox_unsent');
}
