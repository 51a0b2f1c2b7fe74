import type { Knex } from 'knex';

/**
 * Why members of staff opened a sheet or acted (`content` is sealed: the reason and its words), and the reference codes
 * of refused pages, kept under an HMAC for a day (`content` is sealed: the account that the page was about).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table desk_reasons (
      id uuid primary key,
      account_id uuid not null references accounts on delete cascade,
      content bytea not null,
      created_at timestamptz not null
    );
    create index desk_reasons_account on desk_reasons (account_id);
    create index desk_reasons_age on desk_reasons (created_at);

    create table page_references (
      reference_hmac bytea primary key,
      content bytea not null,
      created_at timestamptz not null
    );
    create index page_references_age on page_references (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table desk_reasons, page_references');
}
