/** `npm run -s repair -- show | sign | remove`: repairs rows that do not verify (docs/repair.md). */
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand, withDatabase } from './operator-command.ts';
import { say } from './output.ts';
import { readRepairArgs, repairReasons } from './repair-args.ts';
import { answerRepair, repairable } from './repair-command.ts';

const usage = usages.repair({ reasons: repairReasons });

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readRepairArgs(process.argv.slice(2), repairable);
  if (asked.verb === 'help') return say(usage);
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    say(await answerRepair({ database, secrets, now: () => new Date() }, asked));
  });
}
