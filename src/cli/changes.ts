/** `npm run -s changes -- list | announce`: changes that concern clients, and the mail to their contacts. */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { readChangesArgs } from './changes-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages.changes({});

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readChangesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const { runChanges } = await import('./changes-run.ts');
  await runChanges(asked);
}
