import type { Knex } from 'knex';

/**
 * The queue of the desk in its order, and the acts of the staff of one member and of one kind: each page reads only its
 * own rows, however many there are.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('set local statement_timeout = 0');
  await knex.raw(`
    create index cases_queue on cases ((coalesce(state, 'espera-persona') = 'resuelta'),
      (coalesce(state, 'espera-persona') = 'espera-persona'), (coalesce(due_at, opened_at)), opened_at, id)
      where ended_at is null;
    create index audit_staff_member on audit ((details ->> 'staff'), at, id) where details ->> 'by' = 'staff';
    create index audit_staff_act on audit (act, at, id) where details ->> 'by' = 'staff';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index cases_queue, audit_staff_member, audit_staff_act');
}
