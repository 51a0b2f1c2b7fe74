import { readConfig } from '../config/config.ts';
import { say } from './output.ts';
import { readReasons } from './read-reasons.ts';
import type { Asked } from './rights-args.ts';
import { answerCommand } from './rights-command.ts';
import { openRightsDeps } from './rights-deps.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the database that the environment names; throws CommandRefused, UsageError, or ConfigError. */
export async function runRights(asked: Exclude<Asked, { verb: 'help' }>): Promise<void> {
  const config = readConfig(process.env);
  // Before the database is opened: typing takes a while.
  const reasons = 'reasons' in asked && asked.reasons !== undefined ? await readReasons(asked.reasons) : '';
  await withDatabase(config, async (database) =>
    say(await answerCommand(await openRightsDeps(config, database), asked, reasons)),
  );
}
