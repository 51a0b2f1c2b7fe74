import type { Knex } from 'knex';

/**
 * What a client's developers see of it: why it was refused in the last 24 hours, and counts for each day. Neither has
 * data of a person. `content` is sealed; `kind` (endpoint and error) bounds how many rows of one cause are kept.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table client_errors (
      id uuid primary key,
      client_id text not null,
      kind text not null,
      at timestamptz not null,
      content bytea not null
    );
    create index client_errors_of_client on client_errors (client_id, at);
    create index client_errors_age on client_errors (at);
    create table client_days (
      client_id text not null,
      day date not null,
      sign_ins integer not null,
      refusals integer not null,
      people integer not null,
      primary key (client_id, day)
    );
    create index client_days_age on client_days (day);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table client_errors, client_days');
}
