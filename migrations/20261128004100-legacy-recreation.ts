import type { Knex } from 'knex';

const KIND = 'legacy-recreation';

/** One more kind of pending request: an account of the old system that is re-created by a card. */
export async function up(knex: Knex): Promise<void> {
  await allow(knex, [...(await kindsOf(knex)), KIND]);
}

export async function down(knex: Knex): Promise<void> {
  await knex('holds').where({ kind: KIND }).delete();
  await allow(
    knex,
    (await kindsOf(knex)).filter((kind) => kind !== KIND),
  );
}

/** Kinds that the table takes now: other migrations add theirs. */
async function kindsOf(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(`
    select pg_get_constraintdef(oid) as rule from pg_constraint
     where conname = 'holds_kind_check' and conrelid = 'holds'::regclass`);
  return [...String(rows[0].rule).matchAll(/'([a-z-]+)'/g)].map(([, kind]) => String(kind));
}

async function allow(knex: Knex, kinds: readonly string[]): Promise<void> {
  const list = [...new Set(kinds)].map((kind) => `'${kind}'`).join(', ');
  await knex.raw(`
    alter table holds drop constraint holds_kind_check;
    alter table holds add constraint holds_kind_check check (kind in (${list}));`);
}
