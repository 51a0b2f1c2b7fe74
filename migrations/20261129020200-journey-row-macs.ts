import type { Knex } from 'knex';

const TABLES = [
  'links',
  'account_codes',
  'contact_codes',
  'recoveries',
  'key_changes',
  'data_updates',
  'subjects',
  'aliases',
  'representatives',
  'companies',
  'company_changes',
  'accepted_cards',
  'legacy_keys',
  'exports',
  'right_requests',
  'cases',
];

/**
 * A MAC in the rows of links, codes, journeys, numbers, companies, cards, keys of the old system and requests; existing
 * rows are signed at the next start. The index finds the account that has or had a subject.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  for (const table of TABLES) await knex.raw(`alter table ${table} add column mac bytea`);
  await knex.raw('create index accounts_subject on accounts (subject_id)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index accounts_subject');
  for (const table of [...TABLES].reverse()) await knex.raw(`alter table ${table} drop column mac`);
}
