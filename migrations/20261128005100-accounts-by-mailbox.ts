import type { Knex } from 'knex';

/**
 * Which accounts share a mailbox: e-mails are sealed, so an HMAC of the mailbox is stored beside them. Earlier rows are
 * filled in by the server, which has the key (mailbox-index.ts).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts add column mailbox_hmac bytea;
    create index accounts_mailbox on accounts (mailbox_hmac);
    create index accounts_mailbox_missing on accounts (id) where mailbox_hmac is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index accounts_mailbox, accounts_mailbox_missing;
    alter table accounts drop column mailbox_hmac;
  `);
}
