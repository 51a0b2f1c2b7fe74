import type { Knex } from 'knex';

/** The chain over the trail: each seal names its rows (`entries`: id and SHA-256, 40 bytes a row) and the seal before it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audit_seals (
      number bigint primary key,
      sealed_at timestamptz not null,
      total bigint not null,
      entries bytea not null,
      key_id text not null,
      mac bytea not null
    );
    create trigger audit_seals_append_only before update or delete on audit_seals
      for each row execute function audit_is_append_only();
    create trigger audit_seals_no_truncate before truncate on audit_seals
      for each statement execute function audit_is_append_only();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table audit_seals');
}
