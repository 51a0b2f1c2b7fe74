import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Context } from 'koa';
import { FILE_BYTES } from '../../domain/files.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, UnreadableForm } from '../form.ts';
import { stopReading } from './stop-reading.ts';

/** Characters of all fields together. */
const FIELDS_LENGTH = 16 * 1024;
const LIMITS = { fieldNameSize: 100, fieldSize: 4096, fields: 60, parts: 70, headerPairs: 10, headerSize: 2048 };

/** What a page does with a form that has files. */
interface FilesReader<T> {
  /** The fields that may have a file. They stand after all others in the form. */
  readonly fields: readonly string[];
  /** Judges the fields before the first file, and throws before a byte of it is read: whether the form is ours. */
  admit(form: Form): Promise<void> | void;
  /** Takes a file; what it throws as Refusal is shown at its field. */
  take(field: string, name: string, content: AsyncIterable<Uint8Array>): Promise<T>;
}

/** A form that was read: what was taken of each field stays taken, whatever was refused beside it. */
interface FilesForm<T> {
  readonly form: Form;
  readonly taken: ReadonlyMap<string, T>;
  readonly refused: ReadonlyMap<string, Refusal>;
}

/**
 * Reads a form with files as it arrives, one file after the other. Where a file is refused before its end, nothing of
 * the form behind it is read. Throws what `admit` throws, and UnreadableForm for a form that was not made by our pages.
 */
export async function readFilesForm<T>(ctx: Context, reader: FilesReader<T>): Promise<FilesForm<T>> {
  const parser = parserOf(ctx, reader);
  const [form, taken, refused] = [new Map<string, string>(), new Map<string, T>(), new Map<string, Refusal>()];
  const { promise: over, resolve: end, reject: fail } = Promise.withResolvers<void>();
  let admitted: Promise<void> | undefined;
  let work: Promise<void> = Promise.resolve();
  const admit = (): Promise<void> => {
    const before = new Map(form);
    admitted ??= Promise.resolve().then(() => reader.admit(before));
    return admitted;
  };
  const takeOne = async (field: string, name: string, content: Readable): Promise<void> => {
    if (!reader.fields.includes(field) || taken.has(field) || refused.has(field)) throw new UnreadableForm(400);
    try {
      taken.set(field, await reader.take(field, name, content));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(field, error);
      if (!content.readableEnded) end();
    }
  };

  parser.on('field', (name, value, nameCut, valueCut) => {
    const broken = nameCut || valueCut || form.has(name) || /[\0\uFFFD]/.test(name + value);
    if (broken) return fail(new UnreadableForm(400));
    form.set(name, value);
    if (lengthOf(form) > FIELDS_LENGTH) fail(new UnreadableForm(413));
  });
  parser.on('file', (field, content, name) => {
    // A part that is not read to its end reports that here too.
    content.on('error', () => {});
    onBroken(ctx, () => content.destroy(new UnreadableForm(400)));
    // A browser sends an empty part for a field in which no file was chosen.
    if (!name) return void content.resume();
    // At once: with the fields that came before it, and none that the parser reads meanwhile.
    const isOurs = admit();
    work = work.then(() => isOurs).then(() => takeOne(field, name, content));
    work.catch(fail);
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit', 'error'] as const)
    parser.on(limit, () => fail(new UnreadableForm(400)));
  parser.on('finish', () => void work.then(admit).then(end, fail));
  onBroken(ctx, () => fail(new UnreadableForm(400)));
  ctx.req.pipe(parser);
  try {
    await over;
    return { form, taken, refused };
  } catch (error) {
    // What the parser or the connection did to a file in the middle is the form's fault, and none of ours.
    throw ctx.req.readableAborted ? new UnreadableForm(400) : error;
  } finally {
    ctx.req.unpipe(parser);
    if (!ctx.req.readableEnded) stopReading(ctx);
  }
}

function parserOf(ctx: Context, { fields }: Pick<FilesReader<never>, 'fields'>): BusboyInstance {
  if (!ctx.is('multipart/form-data')) throw new UnreadableForm(415);
  try {
    return new Busboy({
      headers: ctx.req.headers as BusboyHeaders,
      limits: { ...LIMITS, fileSize: FILE_BYTES + 1, files: fields.length },
    });
  } catch {
    throw new UnreadableForm(400);
  }
}

/** Runs where the browser closes the connection before the end of its request. */
function onBroken({ req }: Context, act: () => void): void {
  req.once('close', () => {
    if (!req.complete) act();
  });
}

const lengthOf = (form: ReadonlyMap<string, string>): number =>
  [...form].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
