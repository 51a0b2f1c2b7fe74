import type { Knex } from 'knex';

/**
 * The browser in which a link was asked for, and which mobiles on file today count as confirmed: those to which an SMS of
 * a recovery left whose key or code was used, where no contact was replaced since. A row that ended while another one
 * began was replaced and not used, so that only the last one of an account before its key changed is looked at.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table links add column browser bytea;

    update accounts a set mobile_confirmed_at = used.ended_at
      from (
        select p.account_id, max(p.ended_at) as ended_at
          from provisional_keys p
          join outbox o on o.id = p.sms and o.sent_at is not null
          join accounts b on b.id = p.account_id
         where p.ended_at is not null
           and abs(extract(epoch from p.ended_at - b.key_changed_at)) < 5
           and not exists (
             select from holds h
              where h.account_id = p.account_id and h.state = 'done' and h.ended_at >= p.created_at
                and h.kind in ('replace-contacts', 'update-contacts'))
         group by p.account_id
      ) used
     where a.id = used.account_id and a.mobile_confirmed_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update accounts set mobile_confirmed_at = null;
    alter table links drop column browser;
  `);
}
