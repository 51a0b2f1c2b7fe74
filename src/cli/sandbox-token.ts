/** `npm run -s sandbox-token`: prints a token with which a developer registers platforms in a sandbox (docs/clients.md). */
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { oidcStore } from '../adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { makeInitialAccessToken, TOKEN_DAYS } from '../oidc/provider/initial-access-token.ts';
import { asksForHelp } from './help.ts';
import { complain, complainOf, withDatabase } from './operator-command.ts';

const USAGE = `uso: SANDBOX=yes npm run -s sandbox-token
No lleva palabras, y usa la configuración del servidor. Más en docs/clients.md.`;

await main().catch((error: unknown) => {
  process.exitCode = 1;
  complainOf(error);
});

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return void process.stdout.write(`${USAGE}\n`);
  if (words.length > 0) {
    process.exitCode = 2;
    return complain(USAGE);
  }
  const config = readConfig(process.env);
  if (!config.sandbox) throw new ConfigError(['SANDBOX: platforms register by themselves only where it is "yes"']);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    // With another SECRETS_KEY than the server's it fails here, and prints no token that the server would refuse.
    await openKeyring(database, secrets);
    const store = oidcStore(database, secrets, async () => {});
    process.stdout.write(`${await makeInitialAccessToken(store, new Date())}\n`);
    complain(`good for ${TOKEN_DAYS} days at ${config.issuer}/oidc/register`);
  });
}
