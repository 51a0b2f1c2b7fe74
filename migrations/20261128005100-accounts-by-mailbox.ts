import type { Knex } from 'knex';

/**
 * By which mailbox accounts share: e-mails are sealed, so an HMAC of the mailbox stands beside them. Rows of before are
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
