import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { say } from './output.ts';
import { answerRepair } from './repair-command.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the database that the environment names; throws CommandRefused, or ConfigError. */
export async function runRepair(asked: Parameters<typeof answerRepair>[1]): Promise<void> {
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    say(await answerRepair({ database, secrets, now: () => new Date() }, asked));
  });
}
