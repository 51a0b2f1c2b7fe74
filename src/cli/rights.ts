/** `npm run -s rights -- list | show | review | extend | answer | lift`: answers requests for rights (docs/rights.md). */
import { readConfig } from '../config/config.ts';
import { CommandRefused, UsageError } from './args.ts';
import { complainOf, withDatabase } from './operator-command.ts';
import { readReasons } from './read-reasons.ts';
import { RIGHTS_USAGE, readRightsArgs } from './rights-args.ts';
import { answerCommand } from './rights-command.ts';
import { openRightsDesk } from './rights-desk.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  // Whoever reads the list had enough of it.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.exitCode = 0;
  else complainOf(error, UsageError, CommandRefused);
  if (error instanceof UsageError) process.stderr.write(`${RIGHTS_USAGE}\n`);
});

async function main(): Promise<void> {
  const asked = readRightsArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(RIGHTS_USAGE);
  const config = readConfig(process.env);
  // Before the database is opened: whoever types takes a while.
  const reasons = 'reasons' in asked && asked.reasons !== undefined ? await readReasons(asked.reasons) : '';
  await withDatabase(config, async (database) =>
    say(await answerCommand(await openRightsDesk(config, database), asked, reasons)),
  );
}
