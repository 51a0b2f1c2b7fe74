import { type RightGround, rightGrounds } from '../domain/right-grounds.ts';
import { parseRightFolio, type RightDecision, rightDecisions } from '../domain/rights.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { asksForHelp, readArgs, UsageError, unknownVerb } from './args.ts';

/** The default and the maximum number of requests that `list` shows. */
export const LIST_LIMIT = 50;
export const LIST_MOST = 1000;

/** What was asked for on the command line; `reasons` names the source of the text. */
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
      readonly ground: RightGround | undefined;
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

/** Reads the arguments of the command; throws UsageError. */
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
  throw unknownVerb(verb);
}

function listOf(words: readonly string[]): Asked {
  const { values, positionals } = readArgs(words, { all: flag, json: flag, limit: text });
  if (positionals.length > 0) throw new UsageError(usageMistakes['list-without-folio']({}));
  const limit = values.limit === undefined ? LIST_LIMIT : Number(/^\d{1,4}$/.exec(values.limit)?.[0]);
  if (!(limit >= 1 && limit <= LIST_MOST)) throw new UsageError(usageMistakes['limit-range']({ most: LIST_MOST }));
  return { verb: 'list', all: values.all === true, json: values.json === true, limit };
}

function answerOf(words: readonly string[]): Asked {
  const read = readArgs(words, { ...withReasons, decision: text, ground: text, yes: flag });
  const { decision: named, ground: code, reasons, yes } = read.values;
  const one = oneRequest(read);
  const decision = rightDecisions.find((known) => known === required('--decision DECISIÓN', named));
  if (!decision) throw new UsageError(usageMistakes['decision-unknown']({ given: String(named) }));
  if (decision !== 'acogida' && !reasons) throw new UsageError(usageMistakes['reasons-missing']({}));
  return { verb: 'answer', ...one, decision, ground: groundFor(decision, code), reasons, sure: yes === true };
}

/** What is not granted rests on a ground of the law; whether it is one of this right is seen with the request. */
function groundFor(decision: RightDecision, code: string | undefined): RightGround | undefined {
  if (decision === 'acogida' && code !== undefined) throw new UsageError(usageMistakes['ground-granted']({}));
  if (decision === 'acogida') return undefined;
  const ground = rightGrounds.find((known) => known === required('--ground CÓDIGO', code));
  if (!ground) throw new UsageError(usageMistakes['ground-unknown']({ given: String(code), known: rightGrounds }));
  return ground;
}

function oneRequest({ values, positionals }: ReturnType<typeof readArgs<typeof about>>): OneRequest {
  const [written, ...more] = positionals;
  if (written === undefined || more.length > 0) throw new UsageError(usageMistakes['folio-missing']({}));
  const folio = parseRightFolio(written);
  if (!folio) throw new UsageError(usageMistakes['folio-invalid']({ given: written }));
  const by = parseStaffName(required('--by NOMBRE', values.by));
  if (!by) throw new UsageError(usageMistakes['staff-name']({ option: '--by' }));
  return { folio, by };
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(usageMistakes['option-required']({ name }));
  return value;
}
