import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { grantRights } from '../../../../src/adapters/postgres/roles/apply.ts';
import { grantStatements, roleStatements } from '../../../../src/adapters/postgres/roles/grants.ts';
import { sequenceRights, tableRights } from '../../../../src/adapters/postgres/roles/rights.ts';
import { boundTables } from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { bringUpToDate, refuseWideRole } from '../../../../src/app/own-schema.ts';
import { type Connection, freshDatabase } from '../../../helpers/database.ts';
import { SERVER_ROLE } from '../../../helpers/templates.ts';

const production = { production: true };

interface Open {
  readonly owner: Connection;
  readonly server: Connection;
  /** Runs SQL as a role, on a connection of its own. */
  as(who: Connection, sql: string): Promise<pg.QueryResult>;
  /** The mistake that production reports of a role at its start; undefined where there is none. */
  judge(who: Connection | string): Promise<string | undefined>;
}

async function open(t: ExecutionContext): Promise<Open> {
  const { connection, asServer, drop } = await freshDatabase();
  t.teardown(drop);
  return {
    owner: connection,
    server: asServer,
    async as(who, sql) {
      const client = new pg.Client({ ...who });
      await client.connect();
      return client.query(sql).finally(() => client.end());
    },
    async judge(who) {
      const database = openDatabase(typeof who === 'string' ? who : { ...who }, 2);
      const refused = await refuseWideRole(database, production).then(
        () => undefined,
        (error: Error) => error.message,
      );
      await database.close();
      return refused;
    },
  };
}

/** A role for one test alone; it is dropped with the test. */
async function roleFor(t: ExecutionContext, { owner, as }: Open, words = ''): Promise<Connection> {
  const name = `papel_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const secret = owner.password ? ` password ${pg.escapeLiteral(owner.password)}` : '';
  await as(owner, `create role ${name} login${secret} ${words}`);
  t.teardown(() => as(owner, `drop owned by ${name} cascade; drop role ${name}`));
  return { ...owner, user: name };
}

test('[A11] every table and sequence that the server asks for by name has a line with its rights, and every line a table', async (t) => {
  const { owner, as } = await open(t);
  const { rows } = await as(
    owner,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
  );
  t.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(tableRights).sort());
  const sequences = await as(owner, `select relname as name from pg_class where relkind = 'S'`);
  for (const name of Object.keys(sequenceRights))
    t.true(
      sequences.rows.some((row) => row.name === name),
      name,
    );
});

test('[A11] audit and audit_seals are read and added to, and nothing else', (t) => {
  t.deepEqual(
    [tableRights.audit, tableRights.audit_seals],
    [
      ['select', 'insert'],
      ['select', 'insert'],
    ],
  );
});

test('[A11] every table whose rows are signed may be written, but for the note of what was signed', (t) => {
  for (const name of Object.keys(boundTables))
    t.is(tableRights[name]?.includes('update'), name !== 'signed_tables', name);
});

/** Statements by which an attacker with the server's connection would change the trail or the schema. */
const forbidden = [
  `update audit set act = 'x'`,
  'delete from audit',
  'truncate audit',
  'truncate audit, audit_seals restart identity',
  'delete from audit_seals',
  `update audit_seals set mac = ''`,
  'select id from audit for update',
  'begin; lock table audit in access exclusive mode',
  'drop trigger audit_append_only on audit',
  'alter table audit disable trigger all',
  'alter table audit drop constraint audit_row_has_mac',
  'alter table audit add column other text',
  'alter table accounts add column other text',
  'drop table audit_seals',
  'drop index audit_account',
  'create rule nothing as on insert to audit do instead nothing',
  'create table other (id int)',
  'create table public.other (id int)',
  'create schema other',
  'create view other as select 1 as one',
  'create function other() returns int language sql as $$ select 1 $$',
  'create or replace function audit_is_append_only() returns trigger language plpgsql as $$ begin return new; end $$',
  'drop function audit_is_append_only() cascade',
  'create trigger other before insert on accounts for each row execute function audit_is_append_only()',
  'create policy other on audit for select using (false)',
  `select setval('audit_id_seq', 1)`,
  'alter sequence audit_id_seq restart',
  'set session_replication_role = replica',
  'alter role current_user superuser',
  'create role other',
  `insert into knex_migrations (name) values ('x')`,
  'delete from knex_migrations',
  'delete from keyring',
  'delete from signed_tables',
  `update signed_tables set signed_at = now()`,
  'delete from subjects',
  'truncate accounts',
  'comment on table audit is null',
  `copy audit to program 'true'`,
  `select pg_read_file('/etc/passwd')`,
] as const;

test('[A11, security 53, threat 68] the role of the server alters neither schema nor trail: each way is refused by PostgreSQL', async (t) => {
  const { server, as } = await open(t);
  for (const sql of forbidden) {
    const error = await t.throwsAsync(as(server, sql), undefined, sql);
    t.true(
      ['42501', '42P01'].includes((error as { code?: string }).code ?? '') &&
        /denied|must be|not exist/.test(error?.message ?? ''),
      `${sql}: ${error?.message}`,
    );
  }
});

test('[A11, threat 69] production takes the role of the grants, and refuses the owner and every wider one with what it could do', async (t) => {
  const opened = await open(t);
  const { owner, server, as, judge } = opened;
  t.is(await judge(server), undefined);
  t.regex(
    (await judge(owner)) ?? '',
    /^.*DATABASE_URL: .* podría cambiar .*: es superusuario.*database-roles escribe el SQL/s,
  );
  const wide: readonly (readonly [what: string, sql: (role: string) => string, said: RegExp])[] = [
    ['update of the trail', (role) => `grant update on audit to ${role}`, /puede cambiar filas de audit/],
    ['update of one column', (role) => `grant update (act) on audit to ${role}`, /puede cambiar filas de audit/],
    ['delete of seals', (role) => `grant delete on audit_seals to ${role}`, /puede borrar filas de audit_seals/],
    ['truncate', (role) => `grant truncate on audit to ${role}`, /puede vaciar audit/],
    ['truncate elsewhere', (role) => `grant truncate on accounts to ${role}`, /puede vaciar accounts/],
    ['triggers', (role) => `grant trigger on audit to ${role}`, /puede crear triggers en audit/],
    ['references', (role) => `grant references on audit to ${role}`, /puede referirse a audit/],
    ['everything for everybody', () => 'grant all on audit to public', /puede cambiar filas de audit/],
    ['create in the schema', (role) => `grant create on schema public to ${role}`, /puede crear en el esquema/],
    [
      'create in the database',
      (role) => `grant create on database ${owner.database} to ${role}`,
      /puede crear en la base de datos/,
    ],
    ['a table of its own', (role) => `alter table readiness owner to ${role}`, /es dueño de readiness/],
    [
      'a function of its own',
      (role) => `alter function audit_next_id() owner to ${role}`,
      /es dueño de la función audit_next_id/,
    ],
    ['the database', (role) => `alter database ${owner.database} owner to ${role}`, /es dueño de la base de datos/],
    ['setval', (role) => `grant update on sequence audit_id_seq to ${role}`, /puede fijar audit_id_seq/],
    ['migrations', (role) => `grant insert on knex_migrations to ${role}`, /puede agregar filas a knex_migrations/],
    [
      'triggers put aside',
      (role) => `grant set on parameter session_replication_role to ${role}`,
      /session_replication_role/,
    ],
    ['all data', (role) => `grant pg_write_all_data to ${role}`, /es miembro de pg_write_all_data/],
    ['programs', (role) => `grant pg_execute_server_program to ${role}`, /es miembro de pg_execute_server_program/],
    ['roles', (role) => `alter role ${role} createrole`, /puede crear roles/],
    ['superuser', (role) => `alter role ${role} superuser`, /es superusuario/],
    ['a member of the owner', (role) => `grant ${owner.user} to ${role}`, /es superusuario/],
    [
      'a member without inheritance',
      (role) => `alter role ${role} noinherit; grant ${owner.user} to ${role}`,
      /superusuario/,
    ],
  ];
  for (const [what, sql, said] of wide) {
    const each = await open(t);
    const role = await roleFor(t, each);
    await as(each.owner, grantStatements(role.user).join(';'));
    t.is(await each.judge(role), undefined, what);
    await as(each.owner, sql(role.user).replaceAll(owner.database, each.owner.database));
    t.regex((await each.judge(role)) ?? 'it started', said, what);
    if (what.includes('owner') || /own|database/.test(what))
      await as(each.owner, `reassign owned by ${role.user} to ${each.owner.user}`);
  }
});

test('[A11] a role that lacks a right is refused with the right and the command that grants it', async (t) => {
  const opened = await open(t);
  const role = await roleFor(t, opened);
  await opened.as(opened.owner, grantStatements(role.user).join(';'));
  await opened.as(opened.owner, `revoke insert on outbox, audit from ${role.user}`);
  await opened.as(opened.owner, `revoke usage on sequence audit_id_seq from ${role.user}`);
  const said = (await opened.judge(role)) ?? '';
  t.regex(said, /le falta insert on audit, insert on outbox, usage on audit_id_seq; .*database-roles -- apply/);
});

test('[A11, threat 69] SET ROLE to a narrow role in the address hides nothing: the role that signed in counts', async (t) => {
  const { owner, judge } = await open(t);
  const url = (user: string) =>
    `postgres://${user}@localhost:${owner.port}/${owner.database}?host=${encodeURIComponent(owner.host)}&options=-c%20role%3D${SERVER_ROLE}`;
  if (owner.password) return t.pass();
  t.regex((await judge(url(owner.user))) ?? '', /superusuario/);
});

test('[A11] the printed SQL holds no password, and both parts run unchanged: a new database works with two roles', async (t) => {
  const opened = await open(t);
  const { owner, as } = opened;
  const suffix = Math.random().toString(36).slice(2, 8);
  const names = { server: `s_${suffix}`, owner: `o_${suffix}`, database: owner.database };
  const made = roleStatements(names);
  t.notRegex([...made, ...grantStatements(names.server)].join('\n'), /password/i);
  for (const statement of made) await as(owner, statement);
  const secret = owner.password && pg.escapeLiteral(owner.password);
  if (secret) for (const name of [names.server, names.owner]) await as(owner, `alter role ${name} password ${secret}`);
  t.teardown(() =>
    as(
      owner,
      `alter database ${owner.database} owner to ${owner.user};
       drop owned by ${names.server}, ${names.owner} cascade; drop role ${names.server}, ${names.owner}`,
    ),
  );
  await as(owner, 'drop schema public cascade; create schema public authorization pg_database_owner');
  const [server, migrations] = [names.server, names.owner].map((user) => ({ ...owner, user })) as [
    Connection,
    Connection,
  ];
  const database = openDatabase({ ...server }, 2);
  t.teardown(database.close);
  await t.throwsAsync(bringUpToDate(database, { connection: { ...server } }, production), {
    message: /MIGRATIONS_DATABASE_URL: el esquema no está al día/,
  });
  await bringUpToDate(database, { connection: { ...server }, migrations: { ...migrations } }, production);
  await t.notThrowsAsync(refuseWideRole(database, production));
  await bringUpToDate(database, { connection: { ...server } }, production);
  await grantRights({ ...migrations }, names.server);
  await t.notThrowsAsync(refuseWideRole(database, production), 'they may be run again');
  t.regex(
    (await opened.judge(migrations)) ?? '',
    /es dueño de accepted_cards, account_codes, accounts y \d+ más; es dueño de la base de datos/,
  );
  await t.throwsAsync(grantRights({ ...migrations }, names.owner), { message: /necesita un rol propio/ });
  await t.throwsAsync(grantRights({ ...migrations }, 'nadie'), { message: /no existe el rol "nadie"/ });
});
