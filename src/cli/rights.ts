/**
 * `npm run -s rights -- list | show | review | extend | answer | lift`: answers requests for rights (docs/rights.md).
 */
import { readConfig } from '../config/config.ts';
import { rightGrounds } from '../domain/right-grounds.ts';
import { REASONS_MAX, rightDecisions } from '../domain/rights.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand, withDatabase } from './operator-command.ts';
import { say } from './output.ts';
import { readReasons } from './read-reasons.ts';
import { LIST_LIMIT, LIST_MOST, readRightsArgs } from './rights-args.ts';
import { answerCommand } from './rights-command.ts';
import { openRightsDeps } from './rights-deps.ts';

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
  const config = readConfig(process.env);
  // Before the database is opened: typing takes a while.
  const reasons = 'reasons' in asked && asked.reasons !== undefined ? await readReasons(asked.reasons) : '';
  await withDatabase(config, async (database) =>
    say(await answerCommand(await openRightsDeps(config, database), asked, reasons)),
  );
}
