import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

const TABLES = ['member_invitations', 'platform_records'] as const;

/**
 * `version` rises with each write of an invitation of a member or of the record of a client, and an act of the trail
 * carries it. Null in the rows of before, which verify as they are.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of TABLES) {
    await unwatch(knex, table);
    await knex.raw(`alter table ${table} add column version integer`);
    await refuseUnsignedIn(knex, table, []);
  }
}

/** Refuses where a row has a version: it would not verify without it. */
export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES)
    if (await knex(table).whereNotNull('version').first('version'))
      throw new Error(`${table} has rows with a version: they would not verify without it`);
  for (const table of TABLES) {
    await unwatch(knex, table);
    await knex.raw(`alter table ${table} drop column version`);
    await refuseUnsignedIn(knex, table, []);
  }
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex, table: string) =>
  knex.raw(`drop trigger refuse_unsigned_row on ${table}; drop trigger refuse_unsigned_change on ${table}`);
