import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * Alarms about look-ups of members of the staff (`note` is sealed: what the auditor wrote), accounts that are marked
 * `reservada` by two members, and the index by which the acts of the staff are read in the trail.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table desk_alarms (
      id uuid primary key,
      kind text not null,
      staff_id uuid not null,
      account_id uuid,
      at timestamptz not null,
      seen_at timestamptz,
      seen_by uuid,
      note bytea,
      mac bytea not null
    );
    create index desk_alarms_unseen on desk_alarms (at) where seen_at is null;
    create index desk_alarms_age on desk_alarms (at);
    create table reserved_accounts (
      account_id uuid primary key references accounts on delete cascade,
      state text not null check (state in ('asked', 'reserved', 'ending', 'ended')),
      asked_by uuid not null,
      changed_at timestamptz not null,
      mac bytea not null
    );
    create index audit_staff on audit (at, id) where details ->> 'by' = 'staff';
  `);
  for (const table of ['desk_alarms', 'reserved_accounts']) await refuseUnsignedIn(knex, table, []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_staff; drop table desk_alarms, reserved_accounts');
}
