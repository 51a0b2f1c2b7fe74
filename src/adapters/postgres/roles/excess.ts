import type { RoleExcess } from '../../../ports/role-excess.ts';
import type { Database } from '../database/database.ts';
import { sequenceRights, tableRights } from './rights.ts';

/** Something that the role could do to schema and trail, and must not. */
export interface Excess {
  readonly excess: RoleExcess;
  /** Tables, roles or functions that it is about; none where the code is enough. */
  readonly names: readonly string[];
}

/** Every role that the session may act as: its own, and each that it is a member of, whatever SET ROLE said. */
const MINE = `mine as (select oid, rolname, rolsuper, rolcreaterole, rolreplication from pg_roles
  where pg_has_role(session_user, oid, 'MEMBER'))`;

const TABLES = `tables as (select oid, relname, relowner from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm'))`;

/** The tables, by name. */
const NAMES = 'array_agg(distinct relname::text order by relname::text)';

/** No name is needed. */
const NONE = "'{}'::text[]";

/** What each role could do that the server must not; a line for each, without repetition. */
const EXCESS = `with ${MINE}, ${TABLES}, found (place, excess, names) as (
  select 1, 'superuser', ${NONE} from mine where rolsuper
  union select 2, 'makes-roles', ${NONE} from mine where rolcreaterole
  union select 2, 'replicates', ${NONE} from mine where rolreplication
  union select 2, 'member-of', array[rolname::text] from mine where rolname like 'pg\\_%'
  union select 3, 'owns-database', ${NONE} from pg_database, mine where datname = current_database() and datdba = mine.oid
  union select 3, 'owns-schema', ${NONE} from pg_namespace, mine where nspname = 'public' and nspowner = mine.oid
  union select 3, 'owns', ${NAMES} from tables, mine where relowner = mine.oid having count(*) > 0
  union select 3, 'owns-function', array[proname::text] from pg_proc, mine
    where pronamespace = 'public'::regnamespace and proowner = mine.oid
  union select 4, 'creates-in-database', ${NONE} from mine where has_database_privilege(oid, current_database(), 'CREATE')
  union select 4, 'creates-in-schema', ${NONE} from mine where has_schema_privilege(oid, 'public', 'CREATE')
  union select 5, 'sets-replication-role', ${NONE} from mine
    where has_parameter_privilege(oid, 'session_replication_role', 'SET')
  union select 6, 'tables-' || lower(word), ${NAMES} from tables, mine, unnest(array['TRUNCATE', 'TRIGGER', 'REFERENCES']) word
    where has_table_privilege(mine.oid, tables.oid, word) group by word
  union select 7, 'tables-' || lower(word), array[relname::text] from tables, mine, unnest(array['UPDATE', 'DELETE']) word
    where relname in ('audit', 'audit_seals') and case word when 'DELETE' then has_table_privilege(mine.oid, tables.oid, word)
      else has_any_column_privilege(mine.oid, tables.oid, word) end
  union select 7, 'tables-' || lower(word), array['knex_migrations'] from tables, mine, unnest(array['INSERT', 'UPDATE', 'DELETE']) word
    where relname = 'knex_migrations' and has_table_privilege(mine.oid, tables.oid, word)
  union select 7, 'sets-sequence', array['audit_id_seq'] from mine where has_sequence_privilege(oid, 'public.audit_id_seq', 'UPDATE')
) select excess, names from found order by place, excess, names`;

/** What the role of the server could do to schema and trail; nothing where it is as narrow as it must be. */
export async function excessOf({ run }: Pick<Database, 'run'>): Promise<readonly Excess[]> {
  const { rows } = await run<{ rows: Excess[] }>((sql) => sql.raw(EXCESS));
  const superuser = rows.find(({ excess }) => excess === 'superuser');
  // The rest follows from it.
  return superuser ? [superuser] : rows;
}

/** Rights that the server needs on existing tables and sequences, and its role lacks: "insert on audit". */
export async function lacksOf(
  { run }: Pick<Database, 'run'>,
  names: readonly string[] = Object.keys({ ...tableRights, ...sequenceRights }),
): Promise<readonly string[]> {
  const rights = { ...tableRights, ...sequenceRights };
  const needs = names.flatMap((name) => (rights[name] ?? []).map((right) => [name, right]));
  const { rows } = await run<{ rows: { lack: string }[] }>((sql) =>
    sql.raw(
      `select needed.word || ' on ' || relname as lack from jsonb_array_elements(?::jsonb) need
       cross join lateral (select need ->> 0 as name, need ->> 1 as word) needed
       join pg_class on relnamespace = 'public'::regnamespace and relname = needed.name
       where not case relkind when 'S' then has_sequence_privilege(pg_class.oid, needed.word)
         else has_table_privilege(pg_class.oid, needed.word) end order by 1`,
      [JSON.stringify(needs)],
    ),
  );
  return rows.map(({ lack }) => lack);
}

/** The role with which the server connects. */
export async function roleOf({ run }: Pick<Database, 'run'>): Promise<string> {
  const { rows } = await run<{ rows: [{ role: string }] }>((sql) => sql.raw('select session_user::text as role'));
  return rows[0].role;
}
