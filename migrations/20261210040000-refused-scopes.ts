import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * The optional scopes that a person left out on the page of consent: they are not asked again at each sign-in. Null is
 * none, so that a row of before verifies as it is: the MAC covers the column where it holds something.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw('alter table consents add column refused text[] check (cardinality(refused) > 0)');
  await refuseUnsignedIn(knex, 'consents', []);
}

/** Refuses while a consent has one: its row would not verify without the column. */
export async function down(knex: Knex): Promise<void> {
  const held = await knex('consents').whereNotNull('refused').first('id');
  if (held) throw new Error('a consent leaves a scope out: its row would not verify without the column');
  await unwatch(knex);
  await knex.raw('alter table consents drop column refused');
  await refuseUnsignedIn(knex, 'consents', []);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on consents; drop trigger refuse_unsigned_change on consents');
