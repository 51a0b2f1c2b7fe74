import { DRAFT_MINUTES, type FilePurpose } from '../../domain/files.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { FileOwner, StoredFile } from '../../ports/files.ts';
import { type Form, text } from '../form.ts';

const SEALED_AS = 'form-file';

/** A file that was taken while something else of its form was wrong, sealed for its owner and for half an hour. */
interface Kept {
  readonly id: string;
  readonly owner: FileOwner;
  readonly purpose: FilePurpose;
  /** In milliseconds. */
  readonly until: number;
}

/** What a field of a file has besides the field: the file that was taken, sealed and in words. */
interface KeptField {
  readonly ficha: string;
  readonly words: string;
}

/**
 * The files that were taken, by field, as views show them (`+recibidos`, `+archivo` of `views/parts/file.pug`). Where the
 * form is never sent again no request holds them, and they are erased.
 */
export function keptFields(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  { files: words }: Pick<Catalogue, 'files'>,
  files: ReadonlyMap<string, StoredFile>,
): Readonly<Record<string, KeptField>> {
  const until = now().getTime() + DRAFT_MINUTES * 60_000;
  const fieldOf = (file: StoredFile): KeptField => {
    const kept: Kept = { id: file.id, owner: file.owner, purpose: file.purpose, until };
    return { ficha: tokens.pack(SEALED_AS, kept), words: words.received(file) };
  };
  return Object.fromEntries([...files].map(([field, file]) => [field, fieldOf(file)]));
}

/**
 * The file that a form carries from before for one of its fields; undefined where it has none, half an hour is over, or
 * it is of another owner or purpose, or a request holds it. Throws `file-rejected` where the scanner found something
 * meanwhile.
 */
export async function keptFile(
  { tokens, now, files }: Pick<Deps, 'tokens' | 'now' | 'files'>,
  form: Form,
  field: string,
  { owner, purpose }: Pick<Kept, 'owner' | 'purpose'>,
): Promise<StoredFile | undefined> {
  const kept = tokens.unpack(SEALED_AS, text(form, `${field}_recibido`)) as Kept | undefined;
  if (!kept || kept.until < now().getTime() || kept.purpose !== purpose || !isSame(kept.owner, owner)) return undefined;
  const file = await files.find(kept.id);
  if (file?.state === 'rechazado') throw new Refusal('file-rejected');
  return file?.endedAt || file?.heldAt ? undefined : file;
}

const isSame = (one: FileOwner, other: FileOwner): boolean => JSON.stringify(one) === JSON.stringify(other);
