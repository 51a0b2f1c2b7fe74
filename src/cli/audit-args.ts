import type { Acceptable } from '../adapters/postgres/audit/accept.ts';
import type { Wanted } from '../adapters/postgres/audit/export.ts';
import { type Head, parseHead } from '../adapters/postgres/audit/head.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { readOptions, UsageError, unknownVerb } from './args.ts';

const text = { type: 'string' } as const;

/** What was asked for on the command line. */
export type Asked =
  | { readonly verb: 'verify'; readonly head: Head | undefined }
  | { readonly verb: 'accept'; readonly what: Acceptable; readonly by: readonly [string, string] }
  | { readonly verb: 'export'; readonly wanted: Wanted };

/** Reads the arguments of the command; throws UsageError. */
export function readAuditArgs(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  if (verb === 'verify') return { verb, head: headOf(readOptions(rest, { head: text }).head) };
  if (verb === 'accept') return { verb, ...acceptedOf(rest) };
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
