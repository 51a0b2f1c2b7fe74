import type { Knex } from 'knex';

/**
 * What is looked for each minute, or at each request, without reading a whole table: requests and invitations that are
 * open, invitations whose link is valid, and files that were given back before a request held them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index facilitador_requests_open on facilitador_requests (created_at) where ended_at is null;
    create index facilitador_invitations_open on facilitador_invitations (created_at) where ended_at is null;
    create index facilitador_invitations_valid on facilitador_invitations (expires_at) where state = 'enviada';
    create index files_given_back on files (ended_at) where kept_at is null and reason is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index files_given_back;
    drop index facilitador_invitations_valid;
    drop index facilitador_invitations_open;
    drop index facilitador_requests_open;
  `);
}
