import { parseArgs } from 'node:util';
import type { Acceptable } from '../adapters/postgres/audit/accept.ts';
import type { Wanted } from '../adapters/postgres/audit/export.ts';
import { type Head, parseHead } from '../adapters/postgres/audit/head.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { optionMistake } from './help.ts';

export const AUDIT_USAGE = `uso: npm run -s audit -- verify [--head N:HMAC]
     npm run -s audit -- accept --head N:HMAC | --row N --by NOMBRE --by NOMBRE
     npm run -s audit -- export [--from FECHA] [--to FECHA] [--account UUID] [--reference CÓDIGO]
verify: comprueba la bitácora y dice «intact», o «broken» con el primer lugar. Compara con el sello de TRAIL_HEAD_FILE, o con
el de --head, que viene en el correo de cada día y en el registro (log).
accept: deja escrito que dos operadores aceptan un sello que falta, o una fila que falta o que el servidor no escribió, para
que el servidor parta y siga sellando. NOMBRE: de 2 a 80 letras, sin RUT ni correo; --by va dos veces.
export: una línea de JSON por fila, desde --from y antes de --to. FECHA: un día (2026-11-22, su comienzo en UTC) o un instante
con su zona (2026-11-22T09:30:00-03:00).
Termina con 0 si está bien, 1 si no, 2 si el uso es otro. Más en docs/audit.md.`;

/** What was asked for on the command line. */
export type Asked =
  | { readonly verb: 'verify'; readonly head: Head | undefined }
  | { readonly verb: 'accept'; readonly what: Acceptable; readonly by: readonly [string, string] }
  | { readonly verb: 'export'; readonly wanted: Wanted };

/** A command line that says nothing we know; the message is the usage. */
export class UsageError extends Error {
  constructor(mistake: string) {
    super(`${mistake}\n${AUDIT_USAGE}`);
    this.name = 'UsageError';
  }
}

/** Reads the words behind the command; throws UsageError. */
export function readArgs(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  if (verb === 'verify') return { verb, head: headOf(optionsOf(rest, ['head']).head) };
  if (verb === 'accept') return { verb, ...acceptedOf(rest) };
  if (verb !== 'export') throw new UsageError(verb ? `no existe la orden ${verb}` : 'falta la orden');
  const { from, to, account, reference } = optionsOf(rest, ['from', 'to', 'account', 'reference']);
  if (account !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(account))
    throw new UsageError(`--account lleva el UUID de una cuenta, y no ${account}`);
  return { verb, wanted: { from: instantOf('from', from), to: instantOf('to', to), account, reference } };
}

function acceptedOf(words: readonly string[]): Pick<Extract<Asked, { verb: 'accept' }>, 'what' | 'by'> {
  const { head: text, row, by = [] } = acceptOptions(words);
  const [one, other, ...more] = by.map(parseStaffName);
  if (!one || !other || one === other || more.length > 0)
    throw new UsageError('--by va dos veces, con los nombres de dos operadores distintos');
  const head = headOf(text);
  if (head && row === undefined) return { what: { head }, by: [one, other] };
  if (head || row === undefined || !/^-?\d{1,19}$/.test(row))
    throw new UsageError('falta --head N:HMAC o --row N, uno de los dos');
  return { what: { row: BigInt(row) }, by: [one, other] };
}

function acceptOptions(words: readonly string[]) {
  const options = {
    head: { type: 'string' },
    row: { type: 'string' },
    by: { type: 'string', multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new UsageError(optionMistake(error));
  }
}

function optionsOf(words: readonly string[], names: readonly string[]): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const));
  try {
    return parseArgs({ args: [...words], options }).values as Record<string, string | undefined>;
  } catch (error) {
    throw new UsageError(optionMistake(error));
  }
}

function headOf(text: string | undefined): Head | undefined {
  const head = text === undefined ? undefined : parseHead(text);
  if (text !== undefined && !head)
    throw new UsageError(`--head lleva un sello, N:HMAC con 64 cifras hexadecimales, y no ${text}`);
  return head;
}

function instantOf(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  const known = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  if (!known || Number.isNaN(instant.getTime()))
    throw new UsageError(`--${name} lleva un día o un instante con su zona, y no ${text}`);
  return instant;
}
