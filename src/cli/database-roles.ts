/** `npm run -s database-roles [-- apply]`: the two roles of the database, as SQL or at once (docs/database-roles.md). */
import { type Connection, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { grantRights, RoleRefused } from '../adapters/postgres/roles/apply.ts';
import { grantStatements, type RoleNames, roleStatements } from '../adapters/postgres/roles/grants.ts';
import { ConfigError, readMigrations } from '../config/config.ts';
import { roleResults, scriptComments } from '../locales/es-CL/operator/database-roles.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { readRolesArgs } from './database-roles-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages['database-roles']({});

await runCommand(main, usage, RoleRefused);

async function main(): Promise<void> {
  const asked = readRolesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
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
