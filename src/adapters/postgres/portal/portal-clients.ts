import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isPortalId, logoFilesOf, type PortalClient, sectorOf, servedData } from '../../../domain/portal-client.ts';
import { withoutSecret, withSecret } from '../../../domain/portal-secret.ts';
import type { NewPortalClient, PortalChange, PortalClients } from '../../../ports/portal-clients.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { knownVersion } from '../audit/row-versions.ts';
import { countUnderLock } from '../database/count-under-lock.ts';
import type { Database } from '../database/database.ts';
import { publishChange } from '../database/notifications.ts';
import type { FileRow } from '../files/file-row.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { type PortalRow, portalColumns, toPortalClient } from './portal-row.ts';

const SECRET_BYTES = 32;

interface Table {
  readonly database: Database;
  readonly rows: ReturnType<typeof versionedRows<PortalRow>>;
  readonly files: Pick<BoundRows<FileRow>, 'edit'>;
  readonly secrets: KeyMaterial;
  /** Whether drafts are served too. */
  readonly sandbox: boolean;
  readonly now: () => Date;
}

type Step = Parameters<PortalClients['change']>[1];

/** Clients of the portal in PostgreSQL; all but organisation, state and dates is sealed under the row's id. */
export function postgresPortalClients(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  sandbox: boolean,
): PortalClients {
  const rows = versionedRows<PortalRow>(database, secrets, 'portal_clients');
  const files = boundRows<FileRow>(database, rowMacs(secrets), 'files');
  const table: Table = { database, rows, files, secrets, sandbox, now };
  const change: PortalClients['change'] = (id, step) => database.atomically(() => edit(table, id, step));
  return {
    create: (client) => database.atomically(() => insert(table, client)),
    find: (id) => find(table, id),
    ofOrganisation: async (organisation) => {
      const found = await rows.all((all) => all.where({ organisation }).orderBy(['created_at', 'id']));
      return found.map((row) => toPortalClient(row, secrets)).toReversed();
    },
    countUnderLock: (organisation) => countUnderLock(database, 'portal_clients', organisation),
    change,
    async newSecret(id, allowed = () => {}) {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const client = await change(id, (found) => {
        allowed(found);
        return { secrets: withSecret(found.secrets, hashOf(secret), now(), found.lastSecret) };
      });
      return client && { client, secret, number: client.secrets[0]?.number ?? 0 };
    },
    endSecret: (id, number, allowed = () => {}) =>
      change(id, (found) => {
        allowed(found);
        return { secrets: withoutSecret(found.secrets, number) };
      }),
    remove: (id, allowed) => database.atomically(() => remove(table, id, allowed)),
    all: () => all(table),
    dueNotices: (limit) => dueIds(table, limit),
  };
}

/** How a secret is stored: it is random, so that no slow hash is needed. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function find({ rows, secrets }: Table, id: string): Promise<PortalClient | undefined> {
  const row = isPortalId(id) ? await rows.newest(id) : undefined;
  return row && toPortalClient(row, secrets);
}

async function insert(table: Table, { organisation, data }: NewPortalClient): Promise<PortalClient> {
  const { rows, secrets, now } = table;
  const id = randomUUID();
  const sector = sectorOf(organisation.rut);
  const begun = { id, organisation, state: 'borrador' as const, sector, data, secrets: [], comments: [] };
  const at = now();
  await rows.insert({ id, organisation: organisation.rut, created_at: at, ...portalColumns(begun, at, secrets) });
  const made = (await find(table, id)) as PortalClient;
  await tellInstances(table, made);
  return made;
}

/** The row is locked before it is read: two steps at once see each other. */
async function locked(table: Table, id: string): Promise<PortalClient | undefined> {
  if (!isPortalId(id)) return undefined;
  const row = await table.rows.first((found) => found.where({ id }).forUpdate());
  return row && find(table, id);
}

async function edit(table: Table, id: string, step: Step): Promise<PortalClient | undefined> {
  const before = await locked(table, id);
  const changed: PortalChange | undefined = before && (await step(before));
  if (!before || !changed) return undefined;
  const columns = portalColumns({ ...before, ...changed }, table.now(), table.secrets);
  await table.rows.edit(
    (found) => found.where({ id }),
    () => columns,
  );
  const after = await find(table, id);
  if (after) await releaseLogos(table, before, after);
  await tellInstances(table, before, after);
  return after;
}

/** A logo that neither the data, the reviewed data nor the revision names any more waits for the end of its term. */
async function releaseLogos({ files, now }: Table, before: PortalClient, after: PortalClient): Promise<void> {
  const kept = logoFilesOf(after);
  for (const id of logoFilesOf(before))
    if (!kept.has(id))
      await files.edit(
        (rows) => rows.where({ id }).whereNull('ended_at'),
        () => ({ ended_at: now() }),
      );
}

async function remove(
  table: Table,
  id: string,
  allowed: (client: PortalClient) => void,
): Promise<PortalClient | undefined> {
  const client = await locked(table, id);
  if (!client) return undefined;
  allowed(client);
  await table.database.run((sql) => sql('portal_clients').where({ id }).delete());
  await tellInstances(table, client);
  return client;
}

/** Notifies when the caller's transaction commits, where any of these is served. */
async function tellInstances({ database, sandbox }: Table, ...clients: readonly (PortalClient | undefined)[]) {
  if (clients.some((one) => one && servedData(one, sandbox))) await publishChange(database, 'clients');
}

/** One wrong row stops no other client: it is left out, and reported where its organisation opens it. */
async function all({ database, secrets }: Table) {
  const macs = rowMacs(secrets);
  const rows = await database.run<(PortalRow & { readonly known: number | null })[]>((sql) =>
    sql('portal_clients')
      .orderBy(['created_at', 'id'])
      .select('portal_clients.*', sql.raw(`${knownVersion("'portal_clients:' || portal_clients.id")} as known`)),
  );
  const own = rows.filter((row) => macs.fits('portal_clients', row) && row.version >= (row.known ?? 0));
  return { clients: own.map((row) => toPortalClient(row, secrets)), unverified: rows.length - own.length };
}

async function dueIds({ database, now }: Table, limit: number): Promise<readonly string[]> {
  const rows = await database.run<{ id: string }[]>((sql) =>
    sql('portal_clients').where('notice_at', '<=', now()).orderBy('notice_at').limit(limit).select('id'),
  );
  return rows.map(({ id }) => id);
}
