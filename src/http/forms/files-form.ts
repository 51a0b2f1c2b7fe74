import type { Readable } from 'node:stream';
import type { BusboyInstance } from '@fastify/busboy';
import type { Context } from 'koa';
import { FILE_BYTES } from '../../domain/files.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, UnreadableForm } from '../form.ts';
import { filesParser } from './files-parser.ts';
import { onBroken, onMore } from './request-bytes.ts';
import { stopReading } from './stop-reading.ts';

/** Characters of all fields together. */
const FIELDS_LENGTH = 16 * 1024;

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
  readonly form: Map<string, string>;
  readonly taken: Map<string, T>;
  readonly refused: Map<string, Refusal>;
}

/** How reading ends: well, or with an error; only the first end counts. */
interface End {
  done(): void;
  fail(error: unknown): void;
}

/**
 * Reads a form with files as it arrives, one file after the other. Where a file is refused before its end, nothing of
 * the form behind it is read. Throws what `admit` throws, and UnreadableForm for a form that was not made by our pages.
 */
export async function readFilesForm<T>(ctx: Context, reader: FilesReader<T>): Promise<FilesForm<T>> {
  const parser = filesParser(ctx, reader.fields.length);
  const read: FilesForm<T> = { form: new Map(), taken: new Map(), refused: new Map() };
  const { promise: over, resolve: done, reject: fail } = Promise.withResolvers<void>();
  readFields(parser, read.form, fail);
  readFiles(ctx, parser, reader, read, { done, fail });
  onBroken(ctx, () => fail(new UnreadableForm(400)));
  onMore(ctx, (reader.fields.length + 1) * FILE_BYTES, () => fail(new UnreadableForm(413)));
  ctx.req.pipe(parser);
  try {
    await over;
    return read;
  } catch (error) {
    // What the parser or the connection did to a file in the middle is the form's fault, and none of ours.
    throw ctx.req.readableAborted ? new UnreadableForm(400) : error;
  } finally {
    ctx.req.unpipe(parser);
    if (!ctx.req.readableEnded) stopReading(ctx);
  }
}

function readFields(parser: BusboyInstance, form: Map<string, string>, fail: End['fail']): void {
  let length = 0;
  parser.on('field', (name, value, nameCut, valueCut) => {
    length += name.length + value.length;
    if (nameCut || valueCut || form.has(name) || /[\0\uFFFD]/.test(name + value)) fail(new UnreadableForm(400));
    else if (length > FIELDS_LENGTH) fail(new UnreadableForm(413));
    else form.set(name, value);
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit', 'error'] as const)
    parser.on(limit, () => fail(new UnreadableForm(400)));
}

function readFiles<T>(
  ctx: Context,
  parser: BusboyInstance,
  reader: FilesReader<T>,
  read: FilesForm<T>,
  { done, fail }: End,
): void {
  let admitted: Promise<void> | undefined;
  let work: Promise<void> = Promise.resolve();
  const admit = (): Promise<void> => {
    const before = new Map(read.form);
    admitted ??= Promise.resolve().then(() => reader.admit(before));
    return admitted;
  };
  parser.on('file', (field, content, name) => {
    // A part that is not read to its end reports that here too.
    content.on('error', () => {});
    onBroken(ctx, () => content.destroy(new UnreadableForm(400)));
    // A browser sends an empty part for a field in which no file was chosen.
    if (!name) return void content.resume();
    // At once: with the fields that came before it, and none that the parser reads meanwhile.
    const isOurs = admit();
    work = work.then(() => isOurs).then(() => takeFile(reader, read, { field, name, content }, done));
    work.catch(fail);
  });
  parser.on('finish', () => void work.then(admit).then(done, fail));
}

async function takeFile<T>(
  { fields, take }: FilesReader<T>,
  { taken, refused }: FilesForm<T>,
  { field, name, content }: { readonly field: string; readonly name: string; readonly content: Readable },
  done: End['done'],
): Promise<void> {
  if (!fields.includes(field) || taken.has(field) || refused.has(field)) throw new UnreadableForm(400);
  try {
    taken.set(field, await take(field, name, content));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused.set(field, error);
    if (!content.readableEnded) done();
  }
}
