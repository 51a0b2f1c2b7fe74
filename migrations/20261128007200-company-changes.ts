import type { Knex } from 'knex';

/**
 * Changes in the SII's lists of representatives: what was set aside when a representative left, until a second equal reading
 * an hour later, and how many lists changed within the hour.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table company_changes (
      rut text primary key,
      content bytea,
      seen_at timestamptz not null,
      counted_at timestamptz not null,
      try_at timestamptz,
      ended_at timestamptz
    );
    create index company_changes_counted on company_changes (counted_at);
    create index company_changes_due on company_changes (try_at) where ended_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table company_changes;');
}
