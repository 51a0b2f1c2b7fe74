import { parseArgs } from 'node:util';
import type { Acceptable } from './adapters/postgres/audit-accept.ts';
import type { Wanted } from './adapters/postgres/audit-export.ts';
import { type Head, parseHead } from './adapters/postgres/audit-head.ts';
import { optionMistake } from './cli/help.ts';
import { parseStaffName } from './domain/staff-name.ts';

export const AUDIT_USAGE = `usage: npm run -s audit -- verify [--head N:HMAC]
       npm run -s audit -- accept --head N:HMAC | --row N --by NAME --by NAME
       npm run -s audit -- export [--from ISO] [--to ISO] [--account UUID] [--reference CODE]
ISO is a day (2026-11-22, its beginning in UTC) or an instant with its zone (2026-11-22T09:30:00-03:00);
rows from --from on and before --to.
verify compares with the head of TRAIL_HEAD_FILE where --head gives no other.
accept writes into the trail that two operators accept a seal that is gone, or a row that the server did not write or that is
gone, so that the server starts and seals again. NAME is of 2 to 80 letters, without a RUT or an e-mail address.`;

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
export function readWords(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  if (verb === 'verify') return { verb, head: headOf(optionsOf(rest, ['head']).head) };
  if (verb === 'accept') return { verb, ...acceptedOf(rest) };
  if (verb !== 'export') throw new UsageError(verb ? `unknown command: ${verb}` : 'a command is missing');
  const { from, to, account, reference } = optionsOf(rest, ['from', 'to', 'account', 'reference']);
  if (account !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(account))
    throw new UsageError(`--account is no UUID: ${account}`);
  return { verb, wanted: { from: instantOf('from', from), to: instantOf('to', to), account, reference } };
}

function acceptedOf(words: readonly string[]): Pick<Extract<Asked, { verb: 'accept' }>, 'what' | 'by'> {
  const { head: text, row, by = [] } = acceptOptions(words);
  const [one, other, ...more] = by.map(parseStaffName);
  if (!one || !other || one === other || more.length > 0) throw new UsageError('--by names two operators, each once');
  const head = headOf(text);
  if (head && row === undefined) return { what: { head }, by: [one, other] };
  if (head || row === undefined || !/^-?\d{1,19}$/.test(row))
    throw new UsageError('--head N:HMAC or --row N is needed');
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
  if (text !== undefined && !head) throw new UsageError(`--head is no head: ${text}`);
  return head;
}

function instantOf(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  const known = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  if (!known || Number.isNaN(instant.getTime())) throw new UsageError(`--${name} is no day or instant: ${text}`);
  return instant;
}
