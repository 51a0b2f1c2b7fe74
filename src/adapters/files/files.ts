import { kindOf } from '../../domain/files.ts';
import { assertLogoFile, assertLogoPicture } from '../../domain/logo.ts';
import { Refusal } from '../../domain/refusal.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { DrawFile, FileOwner, Files, ReceivedFile, ScanFile, StoredFile } from '../../ports/files.ts';
import type { Throttles } from '../../ports/throttles.ts';
import type { FileStore } from '../postgres/files/file-store.ts';
import { drawingTurns } from '../rendering/drawing-turns.ts';
import { ownerTurns } from './owner-turns.ts';
import { readBounded } from './read-bounded.ts';

interface FilesNeeds {
  readonly store: FileStore;
  readonly throttles: Pick<Throttles, 'consume' | 'refund'>;
  readonly draw: DrawFile;
  /** Undefined where no scanner is configured: files are then `limpio` at once. */
  readonly scan: ScanFile | undefined;
}

/** Files that are in memory at once, and those that wait unread before them. */
const RECEIVED = { width: 24, room: 200, longestMs: 10_000 };

/** Receives, draws, seals and scans files. */
export function sealedFiles(needs: FilesNeeds): Files {
  const { store, scan } = needs;
  const inTurn = drawingTurns(RECEIVED);
  const ofOwner = ownerTurns();
  return {
    receive: (content, file) =>
      counted(needs, file, (spent) =>
        ofOwner(nameOf(file.owner).join(), () => inTurn(() => take(needs, content, file, spent))),
      ),
    find: store.find,
    async pixels(id, page) {
      const file = await store.find(id);
      const isShown = file?.state === 'limpio' && Number.isInteger(page) && page >= 1 && page <= file.pages;
      return isShown ? store.part(id, page) : undefined;
    },
    keep: store.keep,
    reject: store.reject,
    release: store.release,
    takeUp: store.takeUp,
    async scanNext() {
      const file = await store.claim();
      if (!file) return false;
      const virus = scan && (await scan(await originalOf(store, file)));
      await (virus === undefined ? store.pass(file.id) : store.reject(file.id, 'virus'));
      return true;
    },
  };
}

/** Throws where it is not there: a file that the scanner cannot see is not passed. */
async function originalOf(store: FileStore, { id }: StoredFile): Promise<Uint8Array> {
  const original = await store.part(id, 0);
  if (!original) throw new Error(`the original of file ${id} is missing`);
  return original;
}

const nameOf = (owner: FileOwner): readonly string[] =>
  'accountId' in owner ? ['account', owner.accountId] : ['client', owner.clientId];

/** Counts a file of its owner before it is read; what ends before it is drawn is given back. */
async function counted(
  { throttles }: FilesNeeds,
  { owner }: ReceivedFile,
  job: (spent: () => void) => Promise<StoredFile>,
): Promise<StoredFile> {
  const { allowed, until } = await throttles.consume(rateLimits.filesByOwner, ...nameOf(owner));
  if (!allowed) throw new Refusal('too-many-files', { until });
  let isSpent = false;
  try {
    return await job(() => {
      isSpent = true;
    });
  } finally {
    if (!isSpent) await throttles.refund(rateLimits.filesByOwner, ...nameOf(owner));
  }
}

async function take(
  { store, draw, scan }: FilesNeeds,
  content: AsyncIterable<Uint8Array>,
  file: ReceivedFile,
  spent: () => void,
): Promise<StoredFile> {
  const original = await readBounded(content);
  const kind = kindOf(original);
  if (file.purpose === 'logo') assertLogoFile(kind, original.length);
  if (!kind) throw new Refusal('file-kind');
  await store.assertRoom(file.owner, original.length);
  const pages = await draw(original).catch((error: unknown) => {
    if (error instanceof Refusal) spent();
    throw error;
  });
  spent();
  const [picture] = pages;
  if (file.purpose === 'logo' && picture) assertLogoPicture(picture);
  return store.add({ ...file, kind, original, pages, state: scan ? 'pendiente' : 'limpio' });
}
