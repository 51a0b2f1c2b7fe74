import type { Knex } from 'knex';

/** What the delivery times of mail are read by, as `outbox_sms_sent` is for SMS. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index outbox_mail_sent on outbox (sent_at) where channel = 'mail' and not withheld and sent_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index outbox_mail_sent');
}
