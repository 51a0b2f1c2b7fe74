/** `npm run -s repair -- show | sign | remove`: brings back rows that do not verify (docs/repair.md). */
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { CommandRefused, UsageError } from './args.ts';
import { complainOf, withDatabase } from './operator-command.ts';
import { REPAIR_USAGE, readRepairArgs } from './repair-args.ts';
import { answerRepair, repairable } from './repair-command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  complainOf(error, UsageError, CommandRefused);
  if (error instanceof UsageError) process.stderr.write(`${REPAIR_USAGE}\n`);
});

async function main(): Promise<void> {
  const asked = readRepairArgs(process.argv.slice(2), repairable);
  if (asked.verb === 'help') return say(REPAIR_USAGE);
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    say(await answerRepair({ database, secrets, now: () => new Date() }, asked));
  });
}
