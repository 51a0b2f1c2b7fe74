import type { Knex } from 'knex';

/**
 * Cases that wait for the desk: requests of people without a proof. `content` is sealed (whose number it is)
 * and erased when the case ends. Tied to no account: the requester proved nothing, and the desk looks up the number.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table cases (
      id uuid primary key,
      folio text not null unique,
      kind text not null check (kind in ('identidad-disputada')),
      content bytea,
      opened_at timestamptz not null,
      ended_at timestamptz,
      check ((content is null) = (ended_at is not null))
    );
    create index cases_open on cases (opened_at, id) where ended_at is null;
    create index cases_ended on cases (ended_at) where ended_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table cases');
}
