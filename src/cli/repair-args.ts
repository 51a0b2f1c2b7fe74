import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { asksForHelp, readArgs, UsageError, unknownVerb } from './args.ts';

/** Why two operators restore a row; the trail keeps the code. */
export const repairReasons = ['respaldo', 'falla', 'intrusion'] as const;
type RepairReason = (typeof repairReasons)[number];

/** Names a row on the command line. */
interface Named<Table> {
  readonly table: Table;
  readonly words: readonly string[];
}

/** Two people who decide, and why. */
export interface Decided {
  readonly by: string;
  readonly and: string;
  readonly because: RepairReason;
}

/** What was asked for on the command line. */
export type RepairAsked<Table extends string> =
  | { readonly verb: 'help' }
  | { readonly verb: 'alarms' }
  | { readonly verb: 'scan'; readonly table: Table }
  | ({ readonly verb: 'show' } & Named<Table>)
  | ({ readonly verb: 'sign' | 'remove' } & Named<Table> & Decided);

/** Returns how many values name a row of a table; undefined for an unknown table. */
type KeyLength<Table extends string> = (name: string) => { readonly table: Table; readonly keys: number } | undefined;

/** Reads the arguments of the command; throws UsageError. */
export function readRepairArgs<Table extends string>(
  words: readonly string[],
  lengthOf: KeyLength<Table>,
): RepairAsked<Table> {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'show') return shown(readArgs(rest, {}).positionals, lengthOf);
  if (verb === 'sign' || verb === 'remove') {
    const text = { type: 'string' } as const;
    const { values, positionals } = readArgs(rest, { by: text, and: text, because: text });
    return { verb, ...named(positionals, lengthOf), ...decided(values) };
  }
  throw unknownVerb(verb);
}

function shown<Table extends string>(words: readonly string[], lengthOf: KeyLength<Table>): RepairAsked<Table> {
  if (words.length === 0) return { verb: 'alarms' };
  if (words.length > 1) return { verb: 'show', ...named(words, lengthOf) };
  return { verb: 'scan', table: tableOf(words[0] ?? '', lengthOf).table };
}

function named<Table extends string>(
  [name = '', ...given]: readonly string[],
  lengthOf: KeyLength<Table>,
): Named<Table> {
  const { table, keys } = tableOf(name, lengthOf);
  const words = given.flatMap((word) => word.split(' ').filter(Boolean));
  if (words.length !== keys) throw new UsageError(usageMistakes['key-length']({ table, keys }));
  return { table, words };
}

function tableOf<Table extends string>(name: string, lengthOf: KeyLength<Table>) {
  const known = lengthOf(name);
  if (!known)
    throw new UsageError(
      name === '' ? usageMistakes['table-missing']({}) : usageMistakes['table-unknown']({ given: name }),
    );
  return known;
}

type Given = { readonly [Name in keyof Decided]?: string | undefined };

function decided({ by, and, because }: Given): Decided {
  const one = staff('--by', by);
  const other = staff('--and', and);
  if (one.toLowerCase() === other.toLowerCase()) throw new UsageError(usageMistakes['same-person']({}));
  const reason = repairReasons.find((known) => known === because);
  if (!reason) throw new UsageError(usageMistakes['because-missing']({ known: repairReasons }));
  return { by: one, and: other, because: reason };
}

function staff(option: string, given: string | undefined): string {
  const name = parseStaffName(given ?? '');
  if (!name) throw new UsageError(usageMistakes['staff-name']({ option }));
  return name;
}
