import { type Change, changes } from '../domain/changes.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { asksForHelp, readArgs, readOptions, UsageError, unknownVerb } from './args.ts';

/** What was asked for on the command line. */
export type ChangesAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'list' }
  | { readonly verb: 'announce'; readonly change: Change; readonly by: string };

/** Reads the arguments of the command; throws UsageError. */
export function readChangesArgs(words: readonly string[]): ChangesAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'list') {
    readOptions(rest, {});
    return { verb };
  }
  if (verb !== 'announce') throw unknownVerb(verb);
  const { values, positionals } = readArgs(rest, { by: { type: 'string' } });
  const change = changes.find(({ id }) => id === positionals[0]);
  if (!change || positionals.length > 1) throw new UsageError(usageMistakes['change-id']({}));
  const by = parseStaffName(values.by ?? '');
  if (!by) throw new UsageError(usageMistakes['staff-name']({ option: '--by' }));
  return { verb, change, by };
}
