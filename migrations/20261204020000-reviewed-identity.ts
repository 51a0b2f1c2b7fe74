import type { Knex } from 'knex';

/** `revisada`: two people reviewed copies of the document of a foreigner; a card is checked at the Registro Civil. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts drop constraint accounts_identidad_check;
    alter table accounts add constraint accounts_identidad_check check
      (identidad in ('declarada', 'documento') or (identidad = 'revisada' and kind = 'NIE'));`);
}

/** Refuses while an identity rests on copies: the MAC of its row covers the word. */
export async function down(knex: Knex): Promise<void> {
  const reviewed = await knex('accounts').where({ identidad: 'revisada' }).first('id');
  if (reviewed) throw new Error('an identity was reviewed: its row would not verify with another word');
  await knex.raw(`
    alter table accounts drop constraint accounts_identidad_check;
    alter table accounts add constraint accounts_identidad_check check (identidad in ('declarada', 'documento'));`);
}
