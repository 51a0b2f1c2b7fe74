import type { Knex } from 'knex';

/**
 * Each row of the trail carries an HMAC from here on. The check applies to new rows alone: earlier ones have none, and the
 * server records in the trail the last id without one. An id is drawn under the table's lock for writers, so that the
 * sealer sees which transactions have one. Both indexes are small: acts about the trail itself, and earlier rows.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table audit add column mac bytea;
    alter table audit add constraint audit_row_has_mac check (mac is not null) not valid;
    create index audit_of_trail on audit (act, id) where act in ('trail.bound', 'trail.accepted');
    create index audit_of_before on audit (id) where mac is null;

    create function audit_next_id() returns bigint language plpgsql as $$
    begin
      lock table audit in row exclusive mode;
      return nextval('audit_id_seq');
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function audit_next_id(); drop index audit_of_trail; alter table audit drop column mac');
}
