/**
 * `npm run -s sandbox-token`: prints a token with which a developer registers clients in a sandbox (docs/clients.md).
 */
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { oidcStore } from '../adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { sandboxTokenTexts } from '../locales/es-CL/operator/sandbox-token.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { makeInitialAccessToken, TOKEN_DAYS } from '../oidc/provider/initial-access-token.ts';
import { asksForHelp, readOptions } from './args.ts';
import { runCommand, withDatabase } from './operator-command.ts';
import { complain, say } from './output.ts';

const usage = usages['sandbox-token']({});

await runCommand(main, usage);

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(usage);
  readOptions(words, {});
  const config = readConfig(process.env);
  if (!config.sandbox) throw new ConfigError([sandboxTokenTexts['no-sandbox']({})]);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    // With another SECRETS_KEY than the server's it fails here, and prints no token that the server would refuse.
    await openKeyring(database, secrets);
    const store = oidcStore(database, secrets, async () => {});
    say(await makeInitialAccessToken(store, new Date()));
    complain(
      sandboxTokenTexts.validity({
        days: TOKEN_DAYS,
        address: `${config.issuer}/oidc/register`,
      }),
    );
  });
}
