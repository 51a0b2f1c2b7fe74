import type { Knex } from 'knex';

/**
 * The logos of a client of the portal end with it, whether a member deletes the draft or its term is over. The client
 * has no foreign key: other files of clients, of the client files, have no row there.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function end_logos_of_client() returns trigger language plpgsql as $$
      begin
        delete from files where client_id = 'p-' || old.id::text;
        return null;
      end
    $$;
    create trigger end_logos_of_client after delete on portal_clients
      for each row execute function end_logos_of_client();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop trigger end_logos_of_client on portal_clients; drop function end_logos_of_client();');
}
