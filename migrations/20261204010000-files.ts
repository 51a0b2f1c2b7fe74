import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Files that users sent, and their parts: 0 is the original, which no page shows, and the others are the pixels of its
 * pages. All are sealed under file and number, so that none opens in the place of another; `content` is the sealed name.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table files (
      id uuid primary key,
      account_id uuid references accounts (id) on delete cascade,
      client_id text,
      purpose text not null,
      kind text not null check (kind in ('jpeg', 'png', 'pdf')),
      bytes integer not null check (bytes between 1 and 1048576),
      sha256 bytea not null,
      pages smallint not null check (pages between 1 and 10),
      state text not null check (state in ('pendiente', 'limpio', 'rechazado')),
      reason text,
      content bytea not null,
      received_at timestamptz not null,
      kept_at timestamptz,
      ended_at timestamptz,
      try_at timestamptz not null,
      mac bytea not null,
      check ((account_id is null) <> (client_id is null)),
      check ((state = 'rechazado') = (reason is not null)),
      check (state <> 'rechazado' or ended_at is not null)
    );
    create index files_of_account on files (account_id, received_at);
    create index files_of_client on files (client_id, received_at) where client_id is not null;
    create index files_ended on files (ended_at) where ended_at is not null;
    create index files_loose on files (received_at) where kept_at is null and ended_at is null;
    create index files_to_scan on files (try_at) where state = 'pendiente' and ended_at is null;
    create table file_parts (
      file_id uuid not null references files (id) on delete cascade,
      part smallint not null check (part between 0 and 10),
      content bytea not null,
      primary key (file_id, part)
    );
    alter table file_parts alter column content set storage external;
  `);
  await refuseUnsignedIn(knex, 'files', ['try_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table file_parts; drop table files;');
}
