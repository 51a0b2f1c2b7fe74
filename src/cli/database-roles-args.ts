import type { RoleNames } from '../adapters/postgres/roles/grants.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { asksForHelp, readArgs, UsageError, unknownVerb } from './args.ts';

const text = { type: 'string' } as const;

/** What was asked for on the command line. */
export type RolesAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'print'; readonly names: RoleNames }
  | { readonly verb: 'apply'; readonly server: string | undefined };

/** Reads the arguments of the command; throws UsageError. */
export function readRolesArgs(words: readonly string[]): RolesAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const { values, positionals } = readArgs(words, {
    server: text,
    owner: text,
    database: text,
  });
  for (const [name, value] of Object.entries(values))
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(String(value)))
      throw new UsageError(usageMistakes['role-shape']({ name, given: String(value) }));
  const [verb, ...more] = positionals;
  if (more.length > 0 || (verb !== undefined && verb !== 'apply')) throw unknownVerb(positionals.join(' '));
  const { server, owner = 'clave_dueno', database = 'clave_sence' } = values;
  if (verb === undefined)
    return { verb: 'print', names: namesOf({ server: server ?? 'clave_servidor', owner, database }) };
  if (values.owner !== undefined || values.database !== undefined)
    throw new UsageError(usageMistakes['apply-owns']({}));
  return { verb, server };
}

function namesOf(names: RoleNames): RoleNames {
  if (names.server === names.owner) throw new UsageError(usageMistakes['roles-same']({}));
  return names;
}
