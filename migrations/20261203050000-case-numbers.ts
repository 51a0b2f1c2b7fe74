import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/** Columns of `cases` that its MAC does not cover. */
const FREE = ['content', 'ended_at'];

/**
 * Whose number an open case is about, as an HMAC, so that every open case of a number is found. Null in a row of before,
 * which verifies as it is and gets it at its next step, and in one that ended.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw(`
    alter table cases add column number_hmac bytea;
    create index cases_number on cases (number_hmac) where ended_at is null;
  `);
  await refuseUnsignedIn(knex, 'cases', FREE);
}

/** Cases with the column are deleted: their rows would not verify without it. */
export async function down(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex('cases').whereNotNull('number_hmac').delete();
  await knex.raw('alter table cases drop column number_hmac');
  await refuseUnsignedIn(knex, 'cases', FREE);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on cases; drop trigger refuse_unsigned_change on cases');
