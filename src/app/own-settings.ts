import type { Config } from '../config/config.ts';
import { loadLocalSettings } from './load-development.ts';

/** SECRETS_KEY, or the one that development made. */
export async function secretsOf(config: Config): Promise<[string, ...string[]]> {
  const [first, ...older] = config.secretsKeys ?? [(await loadLocalSettings(config)).localSecretsKey()];
  return [first as string, ...older];
}

/**
 * Where the last head of the audit trail is kept, if anywhere. Beside the local database of development it is in `var/`
 * as that is, since both are deleted together.
 */
export async function trailHeadFileOf(config: Config): Promise<string | undefined> {
  if (config.trailHeadFile !== undefined || config.databaseUrl) return config.trailHeadFile;
  return (await loadLocalSettings(config)).LOCAL_TRAIL_HEAD;
}
