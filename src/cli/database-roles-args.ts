import { parseArgs } from 'node:util';
import type { RoleNames } from '../adapters/postgres/roles/grants.ts';
import { UsageError } from './args.ts';
import { asksForHelp, optionMistake } from './help.ts';

export const ROLES_USAGE = `uso: npm run -s database-roles -- [--server ROL] [--owner ROL] [--database NOMBRE]
     npm run -s database-roles -- apply [--server ROL]
Sin «apply» escribe el SQL que crea los dos roles y da sus derechos al del servidor; no se conecta a nada. apply pone al día el
esquema y da los derechos, por MIGRATIONS_DATABASE_URL, al rol que nombra DATABASE_URL o --server.
ROL y NOMBRE: letras minúsculas, cifras y _, primero una letra.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/database-roles.md.`;

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
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(String(value)))
      throw new UsageError(`--${name} lleva letras minúsculas, cifras y _, y no ${value}`);
  const [verb, ...more] = positionals;
  if (more.length > 0 || (verb !== undefined && verb !== 'apply'))
    throw new UsageError(`no existe la orden ${positionals.join(' ')}`);
  const { server, owner = 'clave_dueno', database = 'clave_sence' } = values;
  if (verb === undefined)
    return { verb: 'print', names: namesOf({ server: server ?? 'clave_servidor', owner, database }) };
  if (values.owner !== undefined || values.database !== undefined)
    throw new UsageError('apply toma el dueño y la base de MIGRATIONS_DATABASE_URL: no lleva --owner ni --database');
  return { verb, server };
}

function namesOf(names: RoleNames): RoleNames {
  if (names.server === names.owner) throw new UsageError('el servidor y el dueño son dos roles distintos');
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
