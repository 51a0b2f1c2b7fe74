import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

const COLUMNS = ['person_hmac', 'mail_hmac', 'mobile_hmac'];

/**
 * HMACs of whose document was seen and of the contacts that were asked for with it, by which one contact for several
 * persons is found. Null in rows of before, which verify as they are: the MAC covers the columns where they hold something.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex.raw(`
    alter table case_evidence ${COLUMNS.map((name) => `add column ${name} bytea`).join(', ')};
    create index case_evidence_mail on case_evidence (mail_hmac) where mail_hmac is not null;
    create index case_evidence_mobile on case_evidence (mobile_hmac) where mobile_hmac is not null;
  `);
  await refuseUnsignedIn(knex, 'case_evidence', []);
}

/** Refuses while a row has one: it would not verify without the columns. */
export async function down(knex: Knex): Promise<void> {
  const named = await knex('case_evidence').whereNotNull('person_hmac').first('id');
  if (named) throw new Error('a document was seen with contacts: its row would not verify without the columns');
  await unwatch(knex);
  await knex.raw(`alter table case_evidence ${COLUMNS.map((name) => `drop column ${name}`).join(', ')}`);
  await refuseUnsignedIn(knex, 'case_evidence', []);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on case_evidence; drop trigger refuse_unsigned_change on case_evidence');
