import type { Context } from 'koa';
import type { FilePurpose } from '../../domain/files.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { FileOwner, StoredFile } from '../../ports/files.ts';
import { Unavailable } from '../../ports/unavailable.ts';
import type { Form } from '../form.ts';
import { visitorOf } from '../page.ts';
import { readFilesForm } from './files-form.ts';
import { keptFile } from './kept-files.ts';

/** The fields of a form that may have a file, and whose files they are. */
interface FilesAsked {
  readonly owner: FileOwner;
  readonly fields: Readonly<Record<string, FilePurpose>>;
  /** Judges the fields before the first file: whether the form is ours, and may be sent now. */
  admit(form: Form): Promise<void> | void;
}

/** A form with files as a page judges it. */
interface FilesTaken {
  readonly form: Form;
  /** By field: what was sent now, or else what the form carried from before. */
  readonly files: ReadonlyMap<string, StoredFile>;
  /** By field: why what was sent is not taken. */
  readonly refused: Map<string, Refusal>;
  /** Too many files were being drawn: the form may be sent again as it is. */
  readonly busy: Unavailable | undefined;
}

/**
 * Reads a form with files and receives each (`deps.files`). A file survives an error elsewhere: `keptFields` seals it
 * into the form that is shown again; another one in its place releases it. Throws what `admit` throws, and
 * UnreadableForm.
 */
export async function takeFiles(
  deps: Pick<Deps, 'files' | 'tokens' | 'now'>,
  ctx: Context,
  { owner, fields, admit }: FilesAsked,
): Promise<FilesTaken> {
  let busy: Unavailable | undefined;
  const read = await readFilesForm<StoredFile>(ctx, {
    fields: Object.keys(fields),
    admit,
    take: (field, name, content) =>
      deps.files
        .receive(content, { purpose: purposeOf(fields, field), owner, name, visitor: visitorOf(ctx) })
        .catch((error: unknown) => {
          if (!(error instanceof Unavailable) || error.service === 'database') throw error;
          busy = error;
          throw new Refusal('file-missing');
        }),
  });
  const files = new Map(read.taken);
  for (const [field, purpose] of Object.entries(fields))
    await withKept(deps, { form: read.form, files, refused: read.refused }, field, { owner, purpose });
  return { form: read.form, files, refused: read.refused, busy };
}

/** `readFilesForm` gives no file of any other field. */
function purposeOf(fields: FilesAsked['fields'], field: string): FilePurpose {
  const purpose = fields[field];
  if (!purpose) throw new Error(`${field} takes no file`);
  return purpose;
}

async function withKept(
  deps: Pick<Deps, 'files' | 'tokens' | 'now'>,
  { form, files, refused }: Pick<FilesTaken, 'form' | 'refused'> & { readonly files: Map<string, StoredFile> },
  field: string,
  whose: { readonly owner: FileOwner; readonly purpose: FilePurpose },
): Promise<void> {
  try {
    const earlier = await keptFile(deps, form, field, whose);
    if (!earlier) return;
    if (files.has(field)) await deps.files.release(earlier.id);
    else files.set(field, earlier);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!files.has(field) && !refused.has(field)) refused.set(field, error);
  }
}
