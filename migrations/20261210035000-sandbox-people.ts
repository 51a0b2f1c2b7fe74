import type { Knex } from 'knex';

/** The published people of a sandbox: which of them is switched and until when, and since when one is not as published. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sandbox_people (
      person text primary key,
      fictional_account uuid,
      switched text check (switched in ('pausada', 'detenida', 'declarada', 'correo-tarde')),
      switched_until timestamptz,
      changed_at timestamptz,
      check ((switched is null) = (switched_until is null))
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table sandbox_people');
}
