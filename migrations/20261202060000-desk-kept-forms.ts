import type { Knex } from 'knex';

/**
 * What a member of staff had written in a form that arrived after the end of the session, one for each member and
 * browser, for twelve hours. `content` is sealed for both: in the row of another member or browser it does not open.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff_kept_forms (
      staff_id uuid not null references staff (id) on delete cascade,
      browser_hash bytea not null,
      content bytea not null,
      expires_at timestamptz not null,
      primary key (staff_id, browser_hash)
    );
    create index staff_kept_forms_expired on staff_kept_forms (expires_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table staff_kept_forms');
}
