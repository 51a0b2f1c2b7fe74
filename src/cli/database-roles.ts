/** `npm run -s database-roles [-- apply]`: the two roles of the database, as SQL or at once (docs/database-roles.md). */
import { type Connection, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { grantRights, RoleRefused } from '../adapters/postgres/roles/apply.ts';
import { grantStatements, type RoleNames, roleStatements } from '../adapters/postgres/roles/grants.ts';
import { ConfigError, readMigrations } from '../config/config.ts';
import { UsageError } from './args.ts';
import { ROLES_USAGE, readRolesArgs } from './database-roles-args.ts';
import { complainOf } from './operator-command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  complainOf(error, UsageError, RoleRefused);
  if (error instanceof UsageError) process.stderr.write(`${ROLES_USAGE}\n`);
});

async function main(): Promise<void> {
  const asked = readRolesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(ROLES_USAGE);
  if (asked.verb === 'print') return say(scriptOf(asked.names));
  const { migrations, server } = readMigrations(process.env);
  const role = asked.server ?? server;
  if (!role) throw new ConfigError(['DATABASE_URL: names no role for the server; set it, or say --server ROLE']);
  await apply(migrations, role);
  say(`the schema is up to date, and "${role}" has the rights of the server and no others`);
}

function scriptOf(names: RoleNames): string {
  const lines = (statements: readonly string[]) => statements.map((statement) => `${statement};`);
  return [
    `-- 1. As a superuser, in the database ${names.database}; what is there already is left out. Passwords: \\password ROLE`,
    ...lines(roleStatements(names)),
    `-- Where another role made tables before: reassign owned by THAT_ROLE to ${names.owner}; (docs/database-roles.md where that is refused)`,
    '',
    `-- 2. As ${names.owner}, once the schema is up to date; "apply" does both`,
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
