import type { Knex } from 'knex';

/**
 * What a user holds beside the key: second factors, the codes that replace a lost one, remembered browsers. `actor` is the
 * subject of the representative to whom a company's credential belongs. `content` is sealed (secret, hash or public key, and
 * the name that the user gave it). `lookup` finds a passkey or a browser by what it presents. `step` is the last time step of
 * a TOTP, or the signature counter of a passkey.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table credentials (
      id uuid primary key,
      kind text not null check (kind in ('totp', 'recovery-code', 'backup-code', 'passkey', 'device')),
      account_id uuid not null references accounts (id) on delete cascade,
      actor uuid references subjects (id),
      content bytea not null,
      lookup bytea unique,
      created_at timestamptz not null,
      card_at timestamptz,
      expires_at timestamptz,
      step bigint not null default 0,
      last_used_at timestamptz,
      mac bytea not null
    );
    create unique index credentials_one_totp on credentials (account_id, coalesce(actor, account_id)) where kind = 'totp';
    create index credentials_of_account on credentials (account_id);
    create index credentials_actor on credentials (actor) where actor is not null;
    create index credentials_expired on credentials (expires_at) where expires_at is not null;
    create trigger refuse_unsigned_row before insert on credentials
      for each row when (new.mac is null) execute function refuse_unsigned();
    create trigger refuse_unsigned_change before update on credentials
      for each row when (new.mac is not distinct from old.mac and
        (new.id, new.kind, new.account_id, new.actor, new.content, new.lookup, new.created_at, new.card_at, new.expires_at)
        is distinct from
        (old.id, old.kind, old.account_id, old.actor, old.content, old.lookup, old.created_at, old.card_at, old.expires_at))
      execute function refuse_unsigned();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table credentials');
}
