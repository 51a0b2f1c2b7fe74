import type { Knex } from 'knex';

const BEFORE = [
  ...['recibida', 'en-revision', 'espera-persona', 'por-confirmar'],
  ...['resuelta', 'desistida', 'vencida'],
];

/**
 * A case that was confirmed and waits for a call to its person. Cases that wait for a confirmation stay as they are: the
 * draw is made when they are confirmed.
 */
export async function up(knex: Knex): Promise<void> {
  await setStates(knex, [...BEFORE, 'por-llamar']);
}

/** Fails while a case waits for a call: its sealed record says so too, and the code of before could not read it. */
export async function down(knex: Knex): Promise<void> {
  await setStates(knex, BEFORE);
}

async function setStates(knex: Knex, states: readonly string[]): Promise<void> {
  const list = states.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table cases drop constraint cases_state_check;
    alter table cases add constraint cases_state_check check (state in (${list}));`);
}
