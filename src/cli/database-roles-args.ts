import { parseArgs } from 'node:util';
import type { RoleNames } from '../adapters/postgres/roles/grants.ts';
import { UsageError } from './args.ts';
import { asksForHelp, optionMistake } from './help.ts';

export const ROLES_USAGE = `usage: npm run -s database-roles -- [--server ROLE] [--owner ROLE] [--database NAME]
       npm run -s database-roles -- apply [--server ROLE]
Without a word it prints the SQL that makes both roles and gives the server's its rights. apply brings the schema up to date
and gives the rights, over MIGRATIONS_DATABASE_URL, to the role that DATABASE_URL names or --server.
ROLE and NAME are small letters, digits and _, a letter first.`;

/** What was asked for on the command line. */
export type RolesAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'print'; readonly names: RoleNames }
  | { readonly verb: 'apply'; readonly server: string | undefined };

/** Reads the words behind the command; throws UsageError. */
export function readRolesArgs(words: readonly string[]): RolesAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const { values, positionals } = parsed(words);
  for (const [name, value] of Object.entries(values))
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(String(value))) throw new UsageError(`--${name} is no such name: ${value}`);
  const [verb, ...more] = positionals;
  if (more.length > 0 || (verb !== undefined && verb !== 'apply'))
    throw new UsageError(`unknown command: ${positionals.join(' ')}`);
  const { server, owner = 'clave_dueno', database = 'clave_sence' } = values;
  if (verb === undefined)
    return { verb: 'print', names: namesOf({ server: server ?? 'clave_servidor', owner, database }) };
  if (values.owner !== undefined || values.database !== undefined)
    throw new UsageError('apply takes the owner and the database of MIGRATIONS_DATABASE_URL');
  return { verb, server };
}

function namesOf(names: RoleNames): RoleNames {
  if (names.server === names.owner) throw new UsageError('the server and the owner are two roles');
  return names;
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { server: text, owner: text, database: text },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(optionMistake(error));
  }
}
