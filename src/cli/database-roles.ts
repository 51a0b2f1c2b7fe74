/** `npm run -s database-roles [-- apply]`: the two roles of the database, as SQL or at once (docs/database-roles.md). */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { readRolesArgs } from './database-roles-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages['database-roles']({});

await runCommand(main, usage, async () => [(await import('../adapters/postgres/roles/apply.ts')).RoleRefused]);

async function main(): Promise<void> {
  const asked = readRolesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const { runRoles } = await import('./database-roles-run.ts');
  await runRoles(asked);
}
