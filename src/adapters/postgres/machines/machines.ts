import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isMachineId, type Machine, type NewCredential, withCredential } from '../../../domain/machine.ts';
import type { MachineChange, Machines, NewMachine } from '../../../ports/machines.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { knownVersion } from '../audit/row-versions.ts';
import { countUnderLock } from '../database/count-under-lock.ts';
import type { Database } from '../database/database.ts';
import { publishChange } from '../database/notifications.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { type MachineRow, machineColumns, type StoredMachine, toMachine } from './machine-row.ts';
import { machineUses } from './machine-uses.ts';

const SECRET_BYTES = 32;

interface Table {
  readonly database: Database;
  readonly rows: ReturnType<typeof versionedRows<MachineRow>>;
  readonly secrets: KeyMaterial;
  readonly now: () => Date;
}

type Step = (stored: StoredMachine) => MachineChange | undefined;

/** Machines in PostgreSQL; all but organisation and dates is sealed under the row's id. */
export function postgresMachines(database: Database, secrets: KeyMaterial, now: () => Date): Machines {
  const rows = versionedRows<MachineRow>(database, secrets, 'machines');
  const table: Table = { database, rows, secrets, now };
  const change = (id: string, step: Step) => database.atomically(() => edit(table, id, step));
  const add = (id: string, added: NewCredential) =>
    change(id, ({ machine, last }) => ({ credentials: withCredential(machine.credentials, added, last) }));
  return {
    create: (machine) => database.atomically(() => insert(table, machine)),
    find: async (id) => (await find(table, id))?.machine,
    async ofOrganisation(organisation) {
      const found = await rows.all((all) => all.where({ organisation }).orderBy(['created_at', 'id']));
      return found.map((row) => toMachine(row, secrets).machine).toReversed();
    },
    countUnderLock: (organisation) => countUnderLock(database, 'machines', organisation),
    change: (id, step) => change(id, ({ machine }) => step(machine)),
    async newSecret(id, about) {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const machine = await add(id, { ...about, kind: 'secret', hash: hashOf(secret) });
      return machine && { machine, secret, number: machine.credentials[0]?.number ?? 0 };
    },
    addKey: (id, about) => add(id, about),
    remove: (id) => database.atomically(() => remove(table, id)),
    all: () => all(table),
    ...machineUses(database, now),
    dueNotices: (limit) => dueIds(table, limit),
  };
}

/** How a secret is stored: it is random, so that no slow hash is needed. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function find({ rows, secrets }: Table, id: string): Promise<StoredMachine | undefined> {
  const row = isMachineId(id) ? await rows.newest(id) : undefined;
  return row && toMachine(row, secrets);
}

async function insert(table: Table, { organisation, name, apis }: NewMachine): Promise<Machine> {
  const { rows, secrets, now, database } = table;
  const id = randomUUID();
  const columns = machineColumns({ id, organisation, name, apis, credentials: [] }, 0, now(), secrets);
  await rows.insert({ id, organisation: organisation.rut, created_at: now(), ...columns });
  await publishChange(database, 'clients');
  return ((await find(table, id)) as StoredMachine).machine;
}

/** The row is locked before it is read: two steps at once see each other. */
async function locked(table: Table, id: string): Promise<StoredMachine | undefined> {
  if (!isMachineId(id)) return undefined;
  const row = await table.rows.first((found) => found.where({ id }).forUpdate());
  return row && find(table, id);
}

async function edit(table: Table, id: string, step: Step): Promise<Machine | undefined> {
  const before = await locked(table, id);
  const changed = before && step(before);
  if (!before || !changed) return undefined;
  const columns = machineColumns({ ...before.machine, ...changed }, before.last, table.now(), table.secrets);
  await table.rows.edit(
    (found) => found.where({ id }),
    () => columns,
  );
  await publishChange(table.database, 'clients');
  return (await find(table, id))?.machine;
}

async function remove(table: Table, id: string): Promise<Machine | undefined> {
  const stored = await locked(table, id);
  if (!stored) return undefined;
  await table.database.run((sql) => sql('machines').where({ id }).delete());
  await publishChange(table.database, 'clients');
  return stored.machine;
}

/** One wrong row stops no other machine: it is left out, and reported where its organisation opens it. */
async function all({ database, secrets }: Table) {
  const macs = rowMacs(secrets);
  const rows = await database.run<(MachineRow & { readonly known: number | null })[]>((sql) =>
    sql('machines')
      .orderBy(['created_at', 'id'])
      .select('machines.*', sql.raw(`${knownVersion("'machines:' || machines.id")} as known`)),
  );
  const own = rows.filter((row) => macs.fits('machines', row) && row.version >= (row.known ?? 0));
  return { machines: own.map((row) => toMachine(row, secrets).machine), unverified: rows.length - own.length };
}

async function dueIds({ database, now }: Table, limit: number): Promise<readonly string[]> {
  const rows = await database.run<{ id: string }[]>((sql) =>
    sql('machines').where('notice_at', '<=', now()).orderBy('notice_at').limit(limit).select('id'),
  );
  return rows.map(({ id }) => id);
}
