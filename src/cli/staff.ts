/** `npm run -s staff -- list | add | accept | link | roles | suspend | restore`: the people of the desk (docs/staff.md). */
import { STAFF_LINK_MINUTES, staffRoles } from '../domain/staff.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';
import { readStaffArgs } from './staff-args.ts';

const usage = usages.staff({ roles: staffRoles, minutes: STAFF_LINK_MINUTES });

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readStaffArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const { runStaff } = await import('./staff-run.ts');
  await runStaff(asked);
}
