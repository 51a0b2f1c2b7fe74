import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * What an organisation lets a person do, from when and until when (rules, Mandate). `content` is sealed: the name of the
 * organisation as the person reads it. A NIE has a subject as migrante and another as facilitador, since each has an
 * account of its own.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table mandates (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      organisation text not null,
      scope text not null check (scope in ('facilitador')),
      source text not null,
      content bytea not null,
      begins_at timestamptz not null,
      until_at timestamptz not null,
      ended_at timestamptz,
      reason text check (reason in ('revocado', 'empresa-cerrada', 'sin-representante', 'vencido')),
      mac bytea not null,
      check (until_at > begins_at),
      check ((ended_at is null) = (reason is null))
    );
    create unique index mandates_open on mandates (account_id, organisation, scope) where ended_at is null;
    create index mandates_of_account on mandates (account_id, id);
    create index mandates_of_organisation on mandates (organisation, begins_at);
    create index mandates_until on mandates (until_at) where ended_at is null;
    alter table subjects drop constraint subjects_kind_check;
    alter table subjects add constraint subjects_kind_check check (kind in ('RUN', 'RUT', 'NIE', 'FACILITADOR'));
  `);
  await refuseUnsignedIn(knex, 'mandates', []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table mandates;
    alter table subjects drop constraint subjects_kind_check;
    alter table subjects add constraint subjects_kind_check check (kind in ('RUN', 'RUT', 'NIE'));
  `);
}
