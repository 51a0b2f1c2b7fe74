import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type FilePurpose, PENDING_BYTES } from '../../../domain/files.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Audit } from '../../../ports/audit.ts';
import type { FileOwner, FileRejection, StoredFile } from '../../../ports/files.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { publishChange } from '../database/notifications.ts';
import { claimOne } from '../queues/claim.ts';
import { fileScanShape } from '../queues/shapes.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { fileParts } from './file-parts.ts';
import { type FileRow, toFile } from './file-row.ts';
import { type DrawnFile, newRow } from './new-file-row.ts';

/** Rows of files and their sealed parts. */
export interface FileStore {
  /** Throws Refusal where so many more bytes of this owner would wait. */
  assertRoom(owner: FileOwner, bytes: number): Promise<void>;
  /** Seals and stores it; throws as `assertRoom`. Two of one owner are stored one after the other. */
  add(file: DrawnFile): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | undefined>;
  /** A part, opened: 0 is the original. */
  part(id: string, part: number): Promise<Buffer | undefined>;
  keep(id: string): Promise<boolean>;
  reject(id: string, reason: FileRejection): Promise<boolean>;
  release(id: string): Promise<boolean>;
  takeUp(id: string): Promise<boolean>;
  pass(id: string): Promise<void>;
  /** The next file that waits for the scanner; no other worker takes it for two minutes. */
  claim(): Promise<StoredFile | undefined>;
}

type Query = Knex.QueryBuilder;
const open = (id: string) => (files: Query) => files.where({ id }).whereNull('ended_at');

const released = (id: string) => (files: Query) => files.where({ id }).whereNotNull('ended_at').whereNull('reason');

export function postgresFileStore(
  database: Database,
  secrets: KeyMaterial,
  { audit, now }: { readonly audit: Pick<Audit, 'record'>; readonly now: () => Date },
): FileStore {
  const rows = boundRows<FileRow>(database, rowMacs(secrets), 'files');
  const parts = fileParts(database, secrets);
  const edit = (which: (files: Query) => Query, change: Partial<FileRow>): Promise<boolean> =>
    database.atomically(async () => (await rows.edit(which, () => change)).length === 1);

  const assertRoom = async (owner: FileOwner, bytes: number): Promise<void> => {
    const row = await database.run<{ sum: string | null }>((sql) =>
      sql('files').where(theirs(owner)).whereNull('ended_at').sum('bytes').first(),
    );
    if (Number(row.sum ?? 0) + bytes > PENDING_BYTES) throw new Refusal('files-pending');
  };

  return {
    assertRoom,
    add: (file) =>
      database.atomically(async () => {
        await lockOwner(database, file.owner);
        await assertRoom(file.owner, file.original.length);
        const row = newRow(file, secrets, now());
        await rows.insert(row);
        await parts.add(row.id, [file.original, ...file.pages]);
        const { purpose, visitor, owner } = file;
        await audit.record({ act: 'file.received', ...accountOf(owner), visitor, details: { purpose } });
        return toFile(row, secrets);
      }),
    async find(id) {
      const row = await rows.first((files) => files.where({ id }));
      return row && toFile(row, secrets);
    },
    part: parts.find,
    keep: (id) => edit(open(id), { kept_at: now() }),
    reject: (id, reason) =>
      database.atomically(async () => {
        const [row] = await rows.edit(open(id), () => ({ state: 'rechazado' as const, reason, ended_at: now() }));
        if (!row) return false;
        const { owner, purpose } = toFile(row, secrets);
        await tellOfLogo(database, purpose);
        await audit.record({ act: 'file.rejected', ...accountOf(owner), details: { purpose, reason } });
        return true;
      }),
    release: (id) => edit(open(id), { ended_at: now() }),
    takeUp: (id) => edit(released(id), { ended_at: null, kept_at: now() }),
    async pass(id) {
      await database.atomically(async () => {
        const waiting = (files: Query) => open(id)(files).where({ state: 'pendiente' });
        const [row] = await rows.edit(waiting, () => ({ state: 'limpio' as const }));
        if (row) await tellOfLogo(database, row.purpose);
      });
    },
    async claim() {
      const row = rows.checked(await claimOne<FileRow>(database, fileScanShape, now()), {
        state: 'pendiente',
        ended_at: null,
      });
      return row && toFile(row, secrets);
    },
  };
}

const theirs = (owner: FileOwner) =>
  'accountId' in owner ? { account_id: owner.accountId } : { client_id: owner.clientId };
const accountOf = (owner: FileOwner) => ('accountId' in owner ? { accountId: owner.accountId } : {});

/** A logo that the scanner passed, or that may not be shown any more: every instance reads the clients anew. */
async function tellOfLogo(database: Pick<Database, 'run'>, purpose: FilePurpose): Promise<void> {
  if (purpose === 'logo') await publishChange(database, 'clients');
}

/** Held to the end of the transaction: two files at once never pass the bound together. */
async function lockOwner({ run }: Pick<Database, 'run'>, owner: FileOwner): Promise<void> {
  const name = createHash('sha256')
    .update(Object.values(theirs(owner)).join())
    .digest()
    .readInt32BE();
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?, ?)', [locks.filesOfOwner, name]));
}
