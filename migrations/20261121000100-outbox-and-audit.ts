import type { Knex } from 'knex';

/** Messages on their way out, the development mailbox, and the append-only trail. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table outbox (
      id uuid primary key,
      channel text not null check (channel in ('mail', 'sms')),
      kind text not null,
      account_id uuid,
      content bytea,
      attempts integer not null default 0,
      created_at timestamptz not null,
      due_at timestamptz not null,
      sent_at timestamptz,
      dead_at timestamptz,
      withheld boolean not null default false,
      last_error text
    );
    create index outbox_due on outbox (due_at) where sent_at is null and dead_at is null;

    create table mailbox (
      id uuid primary key,
      content bytea not null,
      created_at timestamptz not null,
      sent_at timestamptz not null
    );

    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      act text not null,
      account_id uuid,
      subject uuid,
      client_id text,
      network bytea,
      device text,
      reference text,
      details jsonb
    );
    create index audit_account on audit (account_id, at);
    create index audit_reference on audit (reference);

    create function audit_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit trail is append-only';
    end $$;
    create trigger audit_append_only before update or delete on audit
      for each row execute function audit_is_append_only();
    create trigger audit_no_truncate before truncate on audit
      for each statement execute function audit_is_append_only();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table audit, mailbox, outbox; drop function audit_is_append_only()');
}
