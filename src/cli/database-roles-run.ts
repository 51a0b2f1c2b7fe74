import { type Connection, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { grantRights } from '../adapters/postgres/roles/apply.ts';
import { grantStatements, type RoleNames, roleStatements } from '../adapters/postgres/roles/grants.ts';
import { ConfigError, readMigrations } from '../config/config.ts';
import { roleResults, scriptComments } from '../locales/es-CL/operator/database-roles.ts';
import type { RolesAsked } from './database-roles-args.ts';
import { say } from './output.ts';

/** Writes the SQL of the two roles, or applies it as the owner; throws RoleRefused, or ConfigError. */
export async function runRoles(asked: Exclude<RolesAsked, { verb: 'help' }>): Promise<void> {
  if (asked.verb === 'print') return say(scriptOf(asked.names));
  const { migrations, server } = readMigrations(process.env);
  const role = asked.server ?? server;
  if (!role) throw new ConfigError([roleResults['no-server-role']({})]);
  await apply(migrations, role);
  say(roleResults.applied({ role }));
}

function scriptOf(names: RoleNames): string {
  const lines = (statements: readonly string[]) => statements.map((statement) => `${statement};`);
  return [
    scriptComments['as-superuser'](names),
    ...lines(roleStatements(names)),
    scriptComments.reassign(names),
    '',
    scriptComments['as-owner'](names),
    ...lines(grantStatements(names.server)),
  ].join('\n');
}

async function apply(migrations: Connection, server: string): Promise<void> {
  const owner = openDatabase(migrations, 2);
  try {
    await migrate(owner, migrations);
    await grantRights(migrations, server);
  } finally {
    await owner.close();
  }
}
