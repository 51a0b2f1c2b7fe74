import type { Knex } from 'knex';

const kinds = [
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
  'facilitador',
  'plataforma',
];

const ends = [
  ...['revocado', 'empresa-cerrada', 'sin-representante', 'vencido', 'cuenta-cerrada'],
  ...['renuncia', 'sin-delegante', 'cambio'],
];

/**
 * Public bodies, whose first person the desk names: cases of the kind `organismo`, invitations that no account gives, and
 * memberships that the desk withdraws. The index finds the memberships whose source is the agency.
 */
export async function up(knex: Knex): Promise<void> {
  await setCheck(knex, 'cases', 'kind', [...kinds, 'organismo']);
  await setCheck(knex, 'mandates', 'reason', [...ends, 'retirado']);
  await knex.raw(`
    alter table member_invitations alter column account_id drop not null;
    create index mandates_named on mandates (until_at, id) where ended_at is null and source like 'agencia:%';`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index mandates_named;
    delete from member_invitations where account_id is null;
    alter table member_invitations alter column account_id set not null;
    update mandates set reason = 'revocado' where reason = 'retirado';
    delete from cases where kind = 'organismo';`);
  await setCheck(knex, 'mandates', 'reason', ends);
  await setCheck(knex, 'cases', 'kind', kinds);
}

async function setCheck(knex: Knex, table: string, column: string, values: readonly string[]): Promise<void> {
  const list = values.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table ${table} drop constraint ${table}_${column}_check;
    alter table ${table} add constraint ${table}_${column}_check check (${column} in (${list}));`);
}
