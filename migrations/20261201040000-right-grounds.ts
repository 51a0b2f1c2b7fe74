import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * The ground of the law on which a right was refused. Null is none, so that a row of before verifies as it is: the MAC
 * covers the column where it holds something.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw('alter table right_requests add column ground text');
  await refuseUnsignedIn(knex, 'right_requests', []);
}

/** Refuses while an answer names its ground: its row would not verify without the column. */
export async function down(knex: Knex): Promise<void> {
  const named = await knex('right_requests').whereNotNull('ground').first('id');
  if (named) throw new Error('an answer names its ground: its row would not verify without the column');
  await unwatch(knex);
  await knex.raw('alter table right_requests drop column ground');
  await refuseUnsignedIn(knex, 'right_requests', []);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on right_requests; drop trigger refuse_unsigned_change on right_requests');
