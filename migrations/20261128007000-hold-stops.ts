import type { Knex } from 'knex';

/**
 * Pending requests: when the key alone delayed one, when it was stopped, when the link of a replaced contact froze the
 * account. The contact that a link was sent to. When an account was frozen because telephone or wallet were stolen.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table holds
      add column delayed_at timestamptz,
      add column stopped_at timestamptz,
      add column disputed_at timestamptz;
    update holds set stopped_at = ended_at where state in ('withdrawn', 'desk');
    drop index holds_stopped;
    create index holds_stops on holds (account_id, stopped_at) where stopped_at is not null;
    alter table links add column contact bytea;
    alter table accounts add column stolen_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts drop column stolen_at;
    alter table links drop column contact;
    drop index holds_stops;
    create index holds_stopped on holds (account_id, ended_at) where state = 'withdrawn';
    alter table holds drop column delayed_at, drop column stopped_at, drop column disputed_at;
  `);
}
