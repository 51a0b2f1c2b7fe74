/**
 * `npm run -s rights -- list | show | review | extend | answer | lift`: answers requests for rights (docs/rights.md).
 */
import { rightGrounds } from '../domain/right-grounds.ts';
import { REASONS_MAX, rightDecisions } from '../domain/rights.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';
import { LIST_LIMIT, LIST_MOST, readRightsArgs } from './rights-args.ts';

const usage = usages.rights({
  limit: LIST_LIMIT,
  most: LIST_MOST,
  decisions: rightDecisions,
  grounds: rightGrounds,
  reasonsMost: REASONS_MAX,
});

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readRightsArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const { runRights } = await import('./rights-run.ts');
  await runRights(asked);
}
