import type { Context } from 'koa';
import { dayOf } from '../../domain/working-days.ts';
import type { ExportFormat } from '../../ports/exports.ts';

const types: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** The formats of a copy. */
export const exportFormats = Object.keys(types) as readonly ExportFormat[];

/**
 * Answers with a copy as a file to save: never shown by the server, whose pages contain no style nor origin of their
 * own.
 */
export function sendCopy(ctx: Context, content: string, format: ExportFormat, now: Date): void {
  ctx.set('Content-Type', types[format]);
  ctx.set('Content-Disposition', `attachment; filename="clave-sence-mis-datos-${dayOf(now)}.${format}"`);
  ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  ctx.body = content;
}
