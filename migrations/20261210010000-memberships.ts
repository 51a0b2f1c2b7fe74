import type { Knex } from 'knex';

const ends = ['revocado', 'empresa-cerrada', 'sin-representante', 'vencido', 'cuenta-cerrada'];

/**
 * Members of an organisation: a mandate may also let an account act for one as `administra`, `desarrolla` or `mira`. An
 * account has one open membership of an organisation, of whichever role.
 */
export async function up(knex: Knex): Promise<void> {
  await setChecks(
    knex,
    ['facilitador', 'administra', 'desarrolla', 'mira'],
    [...ends, 'renuncia', 'sin-delegante', 'cambio'],
  );
  await knex.raw(`
    create unique index memberships_open on mandates (account_id, organisation)
      where ended_at is null and scope <> 'facilitador'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index memberships_open');
  await setChecks(knex, ['facilitador'], ends);
}

async function setChecks(knex: Knex, scopes: readonly string[], reasons: readonly string[]): Promise<void> {
  const list = (all: readonly string[]): string => all.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table mandates drop constraint mandates_scope_check;
    alter table mandates add constraint mandates_scope_check check (scope in (${list(scopes)}));
    alter table mandates drop constraint mandates_reason_check;
    alter table mandates add constraint mandates_reason_check check (reason in (${list(reasons)}));`);
}
