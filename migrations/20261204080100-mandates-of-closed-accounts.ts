import type { Knex } from 'knex';

const before = ['revocado', 'empresa-cerrada', 'sin-representante', 'vencido'];

/** A mandate ends too when the person whom it lets in closes the account. */
export async function up(knex: Knex): Promise<void> {
  await setReasons(knex, [...before, 'cuenta-cerrada']);
}

export async function down(knex: Knex): Promise<void> {
  await setReasons(knex, before);
}

async function setReasons(knex: Knex, reasons: readonly string[]): Promise<void> {
  const list = reasons.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table mandates drop constraint mandates_reason_check;
    alter table mandates add constraint mandates_reason_check check (reason in (${list}));`);
}
