import type { Knex } from 'knex';

/**
 * Contests in their waiting period, the state of an account in one, and in which browser the card was shown for a key
 * that a recovery sent.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table holds drop constraint holds_kind_check;
    alter table holds add constraint holds_kind_check
      check (kind in ('link-run', 'replace-contacts', 'recover-by-one', 'update-contacts', 'contest'));
    alter table accounts add column contest text check (contest in ('frozen', 'open', 'desk'));
    alter table provisional_keys add column card_browser bytea, add column card_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provisional_keys drop column card_browser, drop column card_at;
    alter table accounts drop column contest;
    alter table holds drop constraint holds_kind_check;
    delete from holds where kind = 'contest';
    alter table holds add constraint holds_kind_check
      check (kind in ('link-run', 'replace-contacts', 'recover-by-one', 'update-contacts'));
  `);
}
