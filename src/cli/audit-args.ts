import type { Acceptable } from '../adapters/postgres/audit/accept.ts';
import type { Wanted } from '../adapters/postgres/audit/export.ts';
import { type Head, parseHead } from '../adapters/postgres/audit/head.ts';
import { parseRightFolio } from '../domain/rights.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { readArgs, readOptions, UsageError, unknownVerb } from './args.ts';

const text = { type: 'string' } as const;

/** What was asked for on the command line. */
export type Asked =
  | { readonly verb: 'verify'; readonly head: Head | undefined }
  | { readonly verb: 'accept'; readonly what: Acceptable; readonly by: readonly [string, string] }
  | { readonly verb: 'bundle'; readonly folio: string; readonly by: string }
  | { readonly verb: 'check-bundle'; readonly file: string }
  | { readonly verb: 'export'; readonly wanted: Wanted };

/** Reads the arguments of the command; throws UsageError. */
export function readAuditArgs(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  if (verb === 'verify') return { verb, head: headOf(readOptions(rest, { head: text }).head) };
  if (verb === 'accept') return { verb, ...acceptedOf(rest) };
  if (verb === 'bundle') return { verb, ...bundleOf(rest) };
  if (verb === 'check-bundle') return { verb, file: fileOf(rest) };
  if (verb !== 'export') throw unknownVerb(verb);
  const { from, to, account, reference } = readOptions(rest, {
    from: text,
    to: text,
    account: text,
    reference: text,
  });
  if (account !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(account))
    throw new UsageError(usageMistakes['account-uuid']({ given: account }));
  return { verb, wanted: { from: instantOf('from', from), to: instantOf('to', to), account, reference } };
}

function bundleOf(words: readonly string[]): Pick<Extract<Asked, { verb: 'bundle' }>, 'folio' | 'by'> {
  const { folio: written, by } = readOptions(words, { folio: text, by: text });
  if (written === undefined) throw new UsageError(usageMistakes['option-required']({ name: '--folio FOLIO' }));
  const folio = parseRightFolio(written) ?? /^CS-[0-9A-Z]{4}-[0-9A-Z]{4}$/.exec(written.toUpperCase())?.[0];
  if (!folio) throw new UsageError(usageMistakes['folio-invalid']({ given: written }));
  if (by === undefined) throw new UsageError(usageMistakes['option-required']({ name: '--by NOMBRE' }));
  const name = parseStaffName(by);
  if (!name) throw new UsageError(usageMistakes['staff-name']({ option: '--by' }));
  return { folio, by: name };
}

function fileOf(words: readonly string[]): string {
  const [file, ...more] = readArgs(words, {}).positionals;
  if (file === undefined) throw new UsageError(usageMistakes['option-required']({ name: 'ARCHIVO' }));
  if (more.length > 0) throw new UsageError(usageMistakes['word-unexpected']({ word: more[0] }));
  return file;
}

function acceptedOf(words: readonly string[]): Pick<Extract<Asked, { verb: 'accept' }>, 'what' | 'by'> {
  const {
    head: given,
    row,
    by = [],
  } = readOptions(words, {
    head: text,
    row: text,
    by: { type: 'string', multiple: true },
  });
  const [one, other, ...more] = by.map(parseStaffName);
  if (!one || !other || one === other || more.length > 0) throw new UsageError(usageMistakes['by-twice']({}));
  const head = headOf(given);
  if (head && row === undefined) return { what: { head }, by: [one, other] };
  if (head || row === undefined || !/^-?\d{1,19}$/.test(row)) throw new UsageError(usageMistakes['head-or-row']({}));
  return { what: { row: BigInt(row) }, by: [one, other] };
}

function headOf(given: string | undefined): Head | undefined {
  const head = given === undefined ? undefined : parseHead(given);
  if (given !== undefined && !head) throw new UsageError(usageMistakes['head-shape']({ given }));
  return head;
}

function instantOf(name: string, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const instant = new Date(given);
  const known = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(given);
  if (!known || Number.isNaN(instant.getTime())) throw new UsageError(usageMistakes['instant-shape']({ name, given }));
  return instant;
}
