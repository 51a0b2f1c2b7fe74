import type { Knex } from 'knex';

const before = [
  'identidad-disputada',
  'factor-perdido',
  'cedula-vencida',
  'correo-perdido',
  'segunda-detencion',
  'documento-migrante',
  'proteccion',
  'reclamo',
  'derecho',
  'copia-migrante',
];

/**
 * Cases in which two people review a company's request for a facilitador. `document_hmac` finds the other requests for
 * the person of a document: its kind, its country and its number.
 */
export async function up(knex: Knex): Promise<void> {
  await setKinds(knex, [...before, 'facilitador']);
  await knex.raw(`
    alter table facilitador_requests add column document_hmac bytea not null;
    create index facilitador_requests_of_document on facilitador_requests (document_hmac);`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table facilitador_requests drop column document_hmac;');
  await setKinds(knex, before);
}

async function setKinds(knex: Knex, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table cases drop constraint cases_kind_check;
    alter table cases add constraint cases_kind_check check (kind in (${list}));`);
}
