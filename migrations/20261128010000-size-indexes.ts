import type { Knex } from 'knex';

/**
 * Indexes without which a statement reads the whole of a table that grows, and two that had a twin. Each is made in the
 * transaction of the migration, so that writers of the table wait: CREATE INDEX CONCURRENTLY would wait for every
 * transaction under way, also for servers that wait for this migration. docs/size.md says how long it takes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    set local statement_timeout = 0;
    drop index accounts_simulado;
    create index accounts_simulado on accounts (simulado);
    drop index throttles_window;
    create index throttles_idle on throttles (window_ends) where consecutive = 0;
    create index throttles_in_a_row on throttles (window_ends) where consecutive > 0;
    create index throttles_shut on throttles (shut_until) where shut_until is not null;
    create index company_changes_ended on company_changes (ended_at) where ended_at is not null;
    create index mailbox_created on mailbox (created_at);
    create index mailbox_sent on mailbox (sent_at);
    drop index oidc_session_account, oidc_grant_account;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    set local statement_timeout = 0;
    create index oidc_session_account on oidc_session (split_part(payload ->> 'accountId', '~', 1));
    create index oidc_grant_account on oidc_grant (split_part(payload ->> 'accountId', '~', 1));
    drop index throttles_idle, throttles_in_a_row, throttles_shut, company_changes_ended, mailbox_created, mailbox_sent;
    create index throttles_window on throttles (window_ends);
    drop index accounts_simulado;
    create index accounts_simulado on accounts (simulado) where simulado;
  `);
}
