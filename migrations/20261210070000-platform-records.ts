import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

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
  'facilitador',
];

/**
 * Cases about a client of the portal, and what the server keeps of each client: folios, the data of the last review, and
 * what was seen of its requests. `content` is sealed. The indexes find
 * what a suspended client has.
 */
export async function up(knex: Knex): Promise<void> {
  await setKinds(knex, [...before, 'plataforma']);
  await knex.raw(`
    create table platform_records (
      client_id uuid primary key references portal_clients on delete cascade,
      content bytea not null,
      changed_at timestamptz not null,
      mac bytea not null
    );
    create index oidc_grant_client on oidc_grant ((payload ->> 'clientId'));
    create index oidc_client_credentials_client on oidc_client_credentials ((payload ->> 'clientId'));
  `);
  await refuseUnsignedIn(knex, 'platform_records', []);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index oidc_grant_client, oidc_client_credentials_client; drop table platform_records;');
  await setKinds(knex, before);
}

async function setKinds(knex: Knex, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table cases drop constraint cases_kind_check;
    alter table cases add constraint cases_kind_check check (kind in (${list}));`);
}
