import { type CloseReason, closeReasons, waitingStates } from '../domain/cases/case.ts';
import { caseKinds } from '../domain/cases/kinds/kinds.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import type { CaseFilter } from '../ports/cases.ts';
import { asksForHelp, readArgs, UsageError, unknownVerb } from './args.ts';

/** The default and the maximum number of cases that `list` shows. */
export const LIST_LIMIT = 50;
export const LIST_MOST = 1000;

/** What was asked for on the command line. */
export type CasesAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly limit: number; readonly filter: CaseFilter }
  | ({ readonly verb: 'show' } & OneCase)
  | ({ readonly verb: 'close'; readonly reason: CloseReason } & OneCase);

interface OneCase {
  readonly folio: string;
  readonly by: string;
}

const text = { type: 'string' } as const;
const about = { by: text };

/** Reads the arguments of the command; throws UsageError. */
export function readCasesArgs(words: readonly string[]): CasesAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'list') return listOf(rest);
  if (verb === 'show') return { verb, ...oneCase(readArgs(rest, about)) };
  if (verb === 'close') return closeOf(rest);
  throw unknownVerb(verb);
}

function listOf(words: readonly string[]): CasesAsked {
  const { values, positionals } = readArgs(words, { limit: text, kind: text, state: text });
  if (positionals.length > 0) throw new UsageError(usageMistakes['list-without-folio']({}));
  const filter = {
    kind: oneOf('--kind', caseKinds, values.kind),
    state: oneOf('--state', waitingStates, values.state),
  };
  return { verb: 'list', limit: limitOf(values.limit), filter };
}

function limitOf(word: string | undefined): number {
  const limit = word === undefined ? LIST_LIMIT : Number(/^\d{1,4}$/.exec(word)?.[0]);
  if (!(limit >= 1 && limit <= LIST_MOST)) throw new UsageError(usageMistakes['limit-range']({ most: LIST_MOST }));
  return limit;
}

/** One of the words that an option takes; undefined where it is left out. */
function oneOf<W extends string>(option: string, known: readonly W[], word: string | undefined): W | undefined {
  const found = known.find((one) => one === word);
  if (word !== undefined && !found) throw new UsageError(usageMistakes['unknown-word']({ option, known }));
  return found;
}

function closeOf(words: readonly string[]): CasesAsked {
  const read = readArgs(words, { ...about, reason: text });
  const one = oneCase(read);
  const reason = closeReasons.find((known) => known === read.values.reason);
  if (!reason) throw new UsageError(usageMistakes['reason-missing']({ known: closeReasons }));
  return { verb: 'close', ...one, reason };
}

function oneCase({ values, positionals }: ReturnType<typeof readArgs<typeof about>>): OneCase {
  const [folio, ...more] = positionals;
  if (folio === undefined || more.length > 0) throw new UsageError(usageMistakes['folio-missing']({}));
  const by = parseStaffName(values.by ?? '');
  if (!by) throw new UsageError(usageMistakes['staff-name']({ option: '--by' }));
  return { folio: folio.toUpperCase(), by };
}
