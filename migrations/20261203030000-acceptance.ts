import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

const TABLES = ['staff', 'reserved_accounts'] as const;

/**
 * `acceptance` (sealed): since when a member waits for another one to accept them, who gave the access, and who accepted.
 * Null in the rows of before, whose members are accepted. `version` rises with each write, and an act of the trail carries
 * it: the index finds the newest that the trail has of a row.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw(`
    alter table staff add column acceptance bytea, add column version integer;
    alter table reserved_accounts add column version integer;
    create index audit_row_versions on audit ((details ->> 'row'), ((details ->> 'rowVersion')::integer))
      where details ->> 'row' is not null;
  `);
  for (const table of TABLES) await refuseUnsignedIn(knex, table, []);
}

/** Refuses where a row has one of the columns: it would not verify without it. */
export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES)
    if (await knex(table).whereNotNull('version').first('version'))
      throw new Error(`${table} has rows with a version: they would not verify without it`);
  await unwatch(knex);
  await knex.raw(`
    drop index audit_row_versions;
    alter table staff drop column acceptance, drop column version;
    alter table reserved_accounts drop column version;
  `);
  for (const table of TABLES) await refuseUnsignedIn(knex, table, []);
}

/** The triggers name the columns of the table as they were. */
async function unwatch(knex: Knex): Promise<void> {
  for (const table of TABLES)
    await knex.raw(`drop trigger refuse_unsigned_row on ${table}; drop trigger refuse_unsigned_change on ${table}`);
}
