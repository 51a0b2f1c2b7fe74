import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

/**
 * The people of the agency, who are no accounts. `personal` is sealed (RUN, name, e-mail of the agency). `authenticators`
 * names the rows of `staff_authenticators` that are in force; sessions of before `sessions_since` are over; `link_hash` is
 * the one-use link to the enrolment that is open now.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff (
      id uuid primary key,
      run_hmac bytea not null unique,
      personal bytea not null,
      commune text not null,
      office text not null,
      roles text not null,
      state text not null check (state in ('invitada', 'activa', 'suspendida')),
      authenticators text not null,
      sessions_since timestamptz not null,
      link_hash bytea unique,
      link_expires_at timestamptz,
      created_at timestamptz not null,
      mac bytea not null
    );
    create table staff_authenticators (
      id uuid primary key,
      staff_id uuid not null references staff (id) on delete cascade,
      content bytea not null,
      lookup bytea not null unique,
      created_at timestamptz not null,
      step bigint not null default 0,
      last_used_at timestamptz,
      mac bytea not null
    );
    create index staff_authenticators_of on staff_authenticators (staff_id);
    create table staff_sessions (
      id uuid primary key,
      token_hash bytea not null unique,
      staff_id uuid not null references staff (id) on delete cascade,
      entry text not null check (entry in ('passkey', 'link', 'issuer')),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz not null,
      mac bytea not null
    );
    create index staff_sessions_of on staff_sessions (staff_id);
    create index staff_sessions_expired on staff_sessions (expires_at);
  `);
  await refuseUnsignedIn(knex, 'staff', []);
  await refuseUnsignedIn(knex, 'staff_authenticators', ['step', 'last_used_at']);
  await refuseUnsignedIn(knex, 'staff_sessions', ['used_at']);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table staff_sessions, staff_authenticators, staff');
}
