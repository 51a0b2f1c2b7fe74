/** `npm run -s repair -- show | sign | remove`: repairs rows that do not verify (docs/repair.md). */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';
import { readRepairArgs, repairReasons } from './repair-args.ts';
import { repairable } from './repairable.ts';

const usage = usages.repair({ reasons: repairReasons });

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readRepairArgs(process.argv.slice(2), repairable);
  if (asked.verb === 'help') return say(usage);
  const { runRepair } = await import('./repair-run.ts');
  await runRepair(asked);
}
