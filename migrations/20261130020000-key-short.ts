import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Whether the key of an account is shorter than one without a second factor may be (C1). Null is no, so that a row of
 * before verifies as it is: the MAC covers the column where it holds something.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw('alter table accounts add column key_short boolean check (key_short)');
  await refuseUnsignedIn(knex, 'accounts', ['mailbox_hmac']);
}

/** Refuses while a key is short: the row of its account would not verify without the column. */
export async function down(knex: Knex): Promise<void> {
  const short = await knex('accounts').whereNotNull('key_short').first('id');
  if (short) throw new Error('an account has a short key: its row would not verify without the column');
  await unwatch(knex);
  await knex.raw('alter table accounts drop column key_short');
  await refuseUnsignedIn(knex, 'accounts', ['mailbox_hmac']);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on accounts; drop trigger refuse_unsigned_change on accounts');
