import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Machines of organisations. `content` is sealed: name of the organisation and of the machine, APIs, and credentials
 * with their hashes or public keys. `notice_at` is when the next notice about the end of a credential is due. The day of
 * the last use of a credential has a table of its own: it is written with tokens, and decides nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table machines (
      id uuid primary key,
      organisation text not null,
      content bytea not null,
      notice_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      version integer not null,
      mac bytea not null
    );
    create index machines_of_organisation on machines (organisation, created_at);
    create index machines_notices on machines (notice_at) where notice_at is not null;
    create table machine_uses (
      machine_id uuid not null references machines (id) on delete cascade,
      credential integer not null,
      day date not null,
      primary key (machine_id, credential)
    );
  `);
  await refuseUnsignedIn(knex, 'machines', []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table machine_uses; drop table machines');
}
