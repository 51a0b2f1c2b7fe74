import { parseRightFolio, REASONS_MAX, type RightDecision, rightDecisions } from '../domain/rights.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { readArgs, UsageError } from './args.ts';
import { asksForHelp } from './help.ts';

/** Requests that `list` shows unless it is told otherwise, and at most. */
export const LIST_LIMIT = 50;
export const LIST_MOST = 1000;

export const RIGHTS_USAGE = `uso: npm run -s rights -- list [--all] [--limit N] [--json]
     npm run -s rights -- show FOLIO --by NOMBRE
     npm run -s rights -- review FOLIO --by NOMBRE
     npm run -s rights -- extend FOLIO --by NOMBRE --reasons ARCHIVO
     npm run -s rights -- answer FOLIO --by NOMBRE --decision DECISIÓN [--reasons ARCHIVO] [--yes]
     npm run -s rights -- lift FOLIO --by NOMBRE --reasons ARCHIVO
list: lo que espera respuesta y los bloqueos vigentes; con --all, todo. ${LIST_LIMIT} filas, o las que diga --limit (hasta ${LIST_MOST}).
NOMBRE: el de quien actúa, entre comillas y sin RUT; queda en el registro de actos.
DECISIÓN: ${rightDecisions.join(' | ')}. Solo «acogida» puede ir sin fundamentos.
ARCHIVO: los fundamentos que lee la persona, en UTF-8, hasta ${REASONS_MAX} caracteres; «-» los lee de la entrada estándar.
--yes: confirma una respuesta que cierra la cuenta.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/rights.md.`;

/** What was asked for on the command line; `reasons` names where the text is read. */
export type Asked =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly all: boolean; readonly json: boolean; readonly limit: number }
  | ({ readonly verb: 'show' } & OneRequest)
  | ({ readonly verb: 'review' } & OneRequest)
  | ({ readonly verb: 'extend'; readonly reasons: string } & OneRequest)
  | ({ readonly verb: 'lift'; readonly reasons: string } & OneRequest)
  | ({
      readonly verb: 'answer';
      readonly decision: RightDecision;
      readonly reasons: string | undefined;
      readonly sure: boolean;
    } & OneRequest);

interface OneRequest {
  readonly folio: string;
  readonly by: string;
}

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;
const about = { by: text };
const withReasons = { by: text, reasons: text };

/** Reads the words behind the command; throws UsageError. */
export function readRightsArgs(words: readonly string[]): Asked {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'list') return listOf(rest);
  if (verb === 'show' || verb === 'review') return { verb, ...oneRequest(readArgs(rest, about)) };
  if (verb === 'extend' || verb === 'lift') {
    const read = readArgs(rest, withReasons);
    return { verb, ...oneRequest(read), reasons: required('--reasons ARCHIVO', read.values.reasons) };
  }
  if (verb === 'answer') return answerOf(rest);
  throw new UsageError(verb === undefined ? 'falta la orden' : `no existe la orden ${verb}`);
}

function listOf(words: readonly string[]): Asked {
  const { values, positionals } = readArgs(words, { all: flag, json: flag, limit: text });
  if (positionals.length > 0) throw new UsageError('list no lleva folio');
  const limit = values.limit === undefined ? LIST_LIMIT : Number(/^\d{1,4}$/.exec(values.limit)?.[0]);
  if (!(limit >= 1 && limit <= LIST_MOST)) throw new UsageError(`--limit va de 1 a ${LIST_MOST}`);
  return { verb: 'list', all: values.all === true, json: values.json === true, limit };
}

function answerOf(words: readonly string[]): Asked {
  const read = readArgs(words, { ...withReasons, decision: text, yes: flag });
  const { decision: named, reasons, yes } = read.values;
  const one = oneRequest(read);
  const decision = rightDecisions.find((known) => known === required('--decision DECISIÓN', named));
  if (!decision) throw new UsageError(`no existe la decisión ${named}`);
  if (decision !== 'acogida' && !reasons) throw new UsageError('falta --reasons ARCHIVO: lo que no se acoge se funda');
  return { verb: 'answer', ...one, decision, reasons, sure: yes === true };
}

function oneRequest({ values, positionals }: ReturnType<typeof readArgs<typeof about>>): OneRequest {
  const [written, ...more] = positionals;
  if (written === undefined || more.length > 0) throw new UsageError('va un folio, como lo muestra list');
  const folio = parseRightFolio(written);
  if (!folio) throw new UsageError(`no es un folio: ${written}`);
  const by = parseStaffName(required('--by NOMBRE', values.by));
  if (!by) throw new UsageError('--by lleva el nombre de quien actúa: de 2 a 80 letras, sin RUT ni correo');
  return { folio, by };
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`falta ${name}`);
  return value;
}
