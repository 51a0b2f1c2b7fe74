import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type FileKind, type FileState, PENDING_BYTES, shownName } from '../../../domain/files.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Audit } from '../../../ports/audit.ts';
import type { FileOwner, FileRejection, ReceivedFile, StoredFile } from '../../../ports/files.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { claimOne } from '../queues/claim.ts';
import { fileScanShape } from '../queues/shapes.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type FileRow, namePlace, ownerColumns, partPlace, toFile } from './file-row.ts';

/** A file that was drawn. */
interface DrawnFile extends Pick<ReceivedFile, 'purpose' | 'owner' | 'name' | 'visitor'> {
  readonly kind: FileKind;
  readonly original: Uint8Array;
  readonly pages: readonly Uint8Array[];
  readonly state: Exclude<FileState, 'rechazado'>;
}

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
  pass(id: string): Promise<void>;
  /** The next file that waits for the scanner; no other worker takes it for two minutes. */
  claim(): Promise<StoredFile | undefined>;
}

type Query = Knex.QueryBuilder;
const open = (id: string) => (files: Query) => files.where({ id }).whereNull('ended_at');

export function postgresFileStore(
  database: Database,
  secrets: KeyMaterial,
  { audit, now }: { readonly audit: Pick<Audit, 'record'>; readonly now: () => Date },
): FileStore {
  const rows = boundRows<FileRow>(database, rowMacs(secrets), 'files');
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
        for (const [part, content] of [file.original, ...file.pages].entries())
          await database.run((sql) =>
            sql('file_parts').insert({
              file_id: row.id,
              part,
              content: secrets.seal(content, partPlace(row.id, part)),
            }),
          );
        const { purpose, visitor, owner } = file;
        await audit.record({ act: 'file.received', ...accountOf(owner), visitor, details: { purpose } });
        return toFile(row, secrets);
      }),
    async find(id) {
      const row = await rows.first((files) => files.where({ id }));
      return row && toFile(row, secrets);
    },
    async part(id, part) {
      const row = await database.run<{ content: Buffer } | undefined>((sql) =>
        sql('file_parts').where({ file_id: id, part }).first('content'),
      );
      return row && secrets.openBytes(row.content, partPlace(id, part));
    },
    keep: (id) => edit(open(id), { kept_at: now() }),
    reject: (id, reason) =>
      database.atomically(async () => {
        const [row] = await rows.edit(open(id), () => ({ state: 'rechazado' as const, reason, ended_at: now() }));
        if (!row) return false;
        const { owner, purpose } = toFile(row, secrets);
        await audit.record({ act: 'file.rejected', ...accountOf(owner), details: { purpose, reason } });
        return true;
      }),
    release: (id) => edit(open(id), { ended_at: now() }),
    async pass(id) {
      await edit((files) => open(id)(files).where({ state: 'pendiente' }), { state: 'limpio' });
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

/** Held to the end of the transaction: two files at once never pass the bound together. */
async function lockOwner({ run }: Pick<Database, 'run'>, owner: FileOwner): Promise<void> {
  const name = createHash('sha256')
    .update(Object.values(theirs(owner)).join())
    .digest()
    .readInt32BE();
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?, ?)', [locks.filesOfOwner, name]));
}

function newRow(file: DrawnFile, secrets: KeyMaterial, at: Date): FileRow {
  const id = randomUUID();
  return {
    id,
    ...ownerColumns(file.owner),
    purpose: file.purpose,
    kind: file.kind,
    bytes: file.original.length,
    sha256: createHash('sha256').update(file.original).digest(),
    pages: file.pages.length,
    state: file.state,
    reason: null,
    content: secrets.seal(shownName(file.name), namePlace(id)),
    received_at: at,
    kept_at: null,
    ended_at: null,
    try_at: at,
  };
}
