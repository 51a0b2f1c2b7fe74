import type { Knex } from 'knex';
import { refuseUnsignedIn } from './20261129050000-refuse-unsigned.ts';

const EARLIER = ['identidad-disputada', 'factor-perdido'];
const KINDS = [
  ...['derecho', 'documento-migrante', 'identidad-disputada', 'segunda-detencion', 'cedula-vencida'],
  ...['correo-perdido', 'factor-perdido', 'proteccion', 'reclamo'],
];
/** Columns of `cases` that its MAC does not cover. */
const FREE = ['content', 'ended_at'];

/**
 * Cases with a state, a term and an assignee, and what belongs to one: messages, documents that were seen, drafts.
 * The new columns of `cases` are null in rows of before, which verify as they are. `record` is sealed under id and version;
 * `claim` is an HMAC, so that a person has one open case of a kind.
 */
export async function up(knex: Knex): Promise<void> {
  await unwatch(knex);
  await setKinds(knex, KINDS);
  await knex.raw(`
    alter table cases
      add column state text check (state in
        ('recibida', 'en-revision', 'espera-persona', 'por-confirmar', 'resuelta', 'desistida', 'vencida')),
      add column due_at timestamptz,
      add column expires_at timestamptz,
      add column account_id uuid,
      add column assignee uuid,
      add column claim bytea,
      add column version integer,
      add column record bytea;
    create unique index cases_claim on cases (claim) where ended_at is null;
    create index cases_account on cases (account_id, opened_at) where account_id is not null;
    create index cases_due on cases (due_at, id) where ended_at is null;
    create index cases_expire on cases (expires_at, id) where ended_at is null;
    create table case_messages (
      id uuid primary key,
      case_id uuid not null references cases on delete cascade,
      author text not null check (author in ('person', 'staff')),
      member uuid,
      content bytea not null,
      at timestamptz not null,
      mac bytea
    );
    create index case_messages_case on case_messages (case_id, at);
    create table case_evidence (
      id uuid primary key,
      case_id uuid not null references cases on delete cascade,
      member uuid not null,
      number_hmac bytea not null,
      content bytea not null,
      at timestamptz not null,
      mac bytea
    );
    create index case_evidence_case on case_evidence (case_id, at);
    create index case_evidence_number on case_evidence (number_hmac);
    create table case_drafts (
      case_id uuid not null references cases on delete cascade,
      member uuid not null,
      content bytea not null,
      at timestamptz not null,
      primary key (case_id, member)
    );
  `);
  await refuseUnsignedIn(knex, 'cases', FREE);
  for (const table of ['case_messages', 'case_evidence']) await refuseUnsignedIn(knex, table, []);
}

/** Cases of after are deleted: their rows would not verify without the columns. */
export async function down(knex: Knex): Promise<void> {
  await unwatch(knex);
  await knex('cases').whereNotNull('version').delete();
  await knex.raw(`
    drop table case_messages, case_evidence, case_drafts;
    drop index cases_claim, cases_account, cases_due, cases_expire;
    alter table cases drop column state, drop column due_at, drop column expires_at, drop column account_id,
      drop column assignee, drop column claim, drop column version, drop column record;
  `);
  await setKinds(knex, EARLIER);
  await refuseUnsignedIn(knex, 'cases', FREE);
}

/** The triggers name the columns of the table as they were. */
const unwatch = (knex: Knex): Promise<unknown> =>
  knex.raw('drop trigger refuse_unsigned_row on cases; drop trigger refuse_unsigned_change on cases');

async function setKinds(knex: Knex, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((one) => `'${one}'`).join(', ');
  await knex.raw(`
    alter table cases drop constraint cases_kind_check;
    alter table cases add constraint cases_kind_check check (kind in (${list}));`);
}
