import type { Knex } from 'knex';

/** Finds the memberships that are open, whose companies are read again at the SII while a member has a session. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index mandates_of_members on mandates (organisation, until_at) where ended_at is null and scope <> 'facilitador'
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index mandates_of_members');
}
