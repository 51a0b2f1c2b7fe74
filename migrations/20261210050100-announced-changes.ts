import type { Knex } from 'knex';

/** Which change of the product was announced to which mailbox, as an HMAC: a second announcement sends no mail twice. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table announced_changes (
      change_id text not null,
      mailbox_hmac bytea not null,
      sent_at timestamptz not null,
      primary key (change_id, mailbox_hmac)
    );
    create index announced_changes_age on announced_changes (sent_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table announced_changes');
}
