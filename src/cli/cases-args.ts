import { parseStaffName } from '../domain/staff-name.ts';
import { type CloseReason, closeReasons } from '../ports/cases.ts';
import { readArgs, UsageError } from './args.ts';
import { asksForHelp } from './help.ts';

/** Cases that `list` shows unless it is told otherwise, and at most. */
const LIST_LIMIT = 50;
const LIST_MOST = 1000;

export const CASES_USAGE = `uso: npm run -s cases -- list [--limit N]
     npm run -s cases -- show FOLIO --by NOMBRE
     npm run -s cases -- close FOLIO --by NOMBRE --reason MOTIVO
list: los casos que esperan a la mesa, el más antiguo primero. ${LIST_LIMIT} filas, o las que diga --limit (hasta ${LIST_MOST}).
show: de qué número es el caso y qué cuenta lo tiene hoy, con el número a medias.
close: cierra el caso y borra el número; ninguna cuenta cambia.
MOTIVO: ${closeReasons.join(' | ')}.
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/cases.md.`;

/** What was asked for on the command line. */
export type CasesAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly limit: number }
  | ({ readonly verb: 'show' } & OneCase)
  | ({ readonly verb: 'close'; readonly reason: CloseReason } & OneCase);

interface OneCase {
  readonly folio: string;
  readonly by: string;
}

const text = { type: 'string' } as const;
const about = { by: text };

/** Reads the words behind the command; throws UsageError. */
export function readCasesArgs(words: readonly string[]): CasesAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'list') return { verb, limit: limitOf(rest) };
  if (verb === 'show') return { verb, ...oneCase(readArgs(rest, about)) };
  if (verb === 'close') return closeOf(rest);
  throw new UsageError(verb === undefined ? 'falta la orden' : `no existe la orden ${verb}`);
}

function limitOf(words: readonly string[]): number {
  const { values, positionals } = readArgs(words, { limit: text });
  if (positionals.length > 0) throw new UsageError('list no lleva folio');
  const limit = values.limit === undefined ? LIST_LIMIT : Number(/^\d{1,4}$/.exec(values.limit)?.[0]);
  if (!(limit >= 1 && limit <= LIST_MOST)) throw new UsageError(`--limit va de 1 a ${LIST_MOST}`);
  return limit;
}

function closeOf(words: readonly string[]): CasesAsked {
  const read = readArgs(words, { ...about, reason: text });
  const one = oneCase(read);
  const reason = closeReasons.find((known) => known === read.values.reason);
  if (!reason) throw new UsageError(`--reason lleva un motivo: ${closeReasons.join(', ')}`);
  return { verb: 'close', ...one, reason };
}

function oneCase({ values, positionals }: ReturnType<typeof readArgs<typeof about>>): OneCase {
  const [folio, ...more] = positionals;
  if (folio === undefined || more.length > 0) throw new UsageError('va un folio, como lo muestra list');
  const by = parseStaffName(values.by ?? '');
  if (!by) throw new UsageError('--by lleva el nombre de quien actúa: de 2 a 80 letras, sin RUT ni correo');
  return { folio: folio.toUpperCase(), by };
}
