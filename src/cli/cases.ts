/** `npm run -s cases -- list | show | close`: cases that wait for the mesa and no page decides (docs/cases.md). */
import { closeReasons, waitingStates } from '../domain/cases/case.ts';
import { caseKinds } from '../domain/cases/kinds/kinds.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { LIST_LIMIT, LIST_MOST, readCasesArgs } from './cases-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages.cases({
  limit: LIST_LIMIT,
  most: LIST_MOST,
  reasons: closeReasons,
  kinds: caseKinds,
  states: waitingStates,
});

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readCasesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const { runCases } = await import('./cases-run.ts');
  await runCases(asked);
}
