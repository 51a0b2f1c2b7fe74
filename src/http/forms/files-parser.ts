import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Context } from 'koa';
import { FILE_BYTES } from '../../domain/files.ts';
import { UnreadableForm } from '../form.ts';

const LIMITS = { fieldNameSize: 100, fieldSize: 4096, fields: 60, parts: 70, headerPairs: 10, headerSize: 2048 };

/** A parser of multipart forms (RFC 7578) with at most so many files; throws UnreadableForm for any other form. */
export function filesParser(ctx: Context, files: number): BusboyInstance {
  if (!ctx.is('multipart/form-data')) throw new UnreadableForm(415);
  try {
    const limits = { ...LIMITS, fileSize: FILE_BYTES + 1, files };
    return new Busboy({ headers: ctx.req.headers as BusboyHeaders, limits });
  } catch {
    throw new UnreadableForm(400);
  }
}
