import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { oidcStore } from '../adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { sandboxTokenTexts } from '../locales/es-CL/operator/sandbox-token.ts';
import { makeInitialAccessToken, TOKEN_DAYS } from '../oidc/provider/initial-access-token.ts';
import { complain, say } from './output.ts';
import { withDatabase } from './with-database.ts';

/** Prints a token for the sandbox that the environment names; throws ConfigError where it names none. */
export async function runSandboxToken(): Promise<void> {
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
