import type { Knex } from 'knex';

const EARLIER = ['link-run', 'replace-contacts', 'recover-by-one', 'update-contacts', 'contest', 'legacy-recreation'];
const KIND = 'factor-loss';
const CASE = 'factor-perdido';

/** Requests to end a lost second factor, and the cases of holders who cannot prove the rest on the pages. */
export async function up(knex: Knex): Promise<void> {
  await setKinds(knex, 'holds', [...EARLIER, KIND]);
  await setKinds(knex, 'cases', ['identidad-disputada', CASE]);
}

export async function down(knex: Knex): Promise<void> {
  await knex('holds').where({ kind: KIND }).delete();
  await knex('cases').where({ kind: CASE }).delete();
  await setKinds(knex, 'holds', EARLIER);
  await setKinds(knex, 'cases', ['identidad-disputada']);
}

async function setKinds(knex: Knex, table: string, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table ${table} drop constraint ${table}_kind_check;
    alter table ${table} add constraint ${table}_kind_check check (kind in (${list}));`);
}
