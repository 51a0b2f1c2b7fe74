import type { Knex } from 'knex';

/** The acts of the trail that name a folio: the evidence about it reads them alone, however long the trail is. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  await knex.raw(
    "create index audit_folio on audit ((details ->> 'folio'), id) where (details ->> 'folio') is not null",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_folio');
}
