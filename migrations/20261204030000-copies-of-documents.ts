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
];

/** Cases in which two people look at the copy of a document that a migrant sent. */
export const up = (knex: Knex): Promise<void> => setKinds(knex, [...before, 'copia-migrante']);

export const down = (knex: Knex): Promise<void> => setKinds(knex, before);

async function setKinds(knex: Knex, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table cases drop constraint cases_kind_check;
    alter table cases add constraint cases_kind_check check (kind in (${list}));`);
}
