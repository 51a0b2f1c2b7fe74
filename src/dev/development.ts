import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { portHolder } from '../adapters/port-holder.ts';
import type { Config } from '../config/config.ts';
import { filesChanged } from '../locales/es-CL/operator/banner.ts';
import { programOf } from '../locales/es-CL/operator/start.ts';
import { localSecrets } from './local-secrets.ts';
import { PortTaken, type ProgramBeside, startBeside } from './program-beside.ts';
import { ROOT, VAR } from './var.ts';

/** Where the last head of the audit trail is kept beside the local database. */
export const LOCAL_TRAIL_HEAD = path.join(VAR, 'trail-head');

/** The SECRETS_KEY of development, made at first use. */
export const localSecretsKey = (): string => localSecrets(VAR)('SECRETS_KEY');

/**
 * In development the secrets that client files name are made here, if the environment has none of that name, and kept
 * in var/secrets.json; production reads every secret from the environment.
 */
export function withDevelopmentSecrets(config: Config, folder = VAR): NodeJS.ProcessEnv {
  const ports = { EXAMPLE_PORT: String(config.examplePort) };
  if (config.production) return { ...process.env, ...ports };
  const secret = localSecrets(folder);
  const names = ['DESPEGA_MIPE_SECRET', ...Object.values(secretNames(config.clientsDir))].filter(
    (name) => !process.env[name],
  );
  return { ...process.env, ...Object.fromEntries(names.map((name) => [name, secret(name)])), ...ports };
}

/** Names of the variables for the secrets of the clients of a folder, by the file of each. */
function secretNames(directory: string): Readonly<Record<string, string>> {
  try {
    const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
    return Object.fromEntries(
      files.flatMap((file) =>
        secretNameOf(readFileSync(path.join(directory, file), 'utf8')).map((name) => [file, name]),
      ),
    );
  } catch {
    // The reader of the client files reports what is wrong with the folder.
    return {};
  }
}

function secretNameOf(text: string): readonly string[] {
  try {
    const { client_secret_env: name } = JSON.parse(text);
    return /^[A-Z][A-Z0-9_]+$/.test(name) ? [name] : [];
  } catch {
    return [];
  }
}

/** Names the client files that changed, and where development keeps the secrets that it made for them. */
export function changedClients({ clientsDir }: Config, files: readonly string[]): string {
  const names = secretNames(clientsDir);
  const made = files.flatMap((file) => names[file] ?? []).filter((name) => !process.env[name]);
  const where = made.length > 0 ? `; ${made.join(', ')} en ${path.join(VAR, 'secrets.json')}` : '';
  return filesChanged(files) + where;
}

/**
 * Starts the example client, a process of its own like any client: it gets its own secret and no other's. If its port
 * is taken, or it does not start, the reason is returned instead: the server continues without it.
 */
export async function startExample(config: Config, env: NodeJS.ProcessEnv): Promise<ProgramBeside | string> {
  const { EXAMPLE_PORT, DESPEGA_MIPE_SECRET } = env;
  try {
    return await startBeside(path.join(ROOT, 'examples/relying-party/main.ts'), {
      EXAMPLE_PORT,
      DESPEGA_MIPE_SECRET,
      ISSUER: config.issuer,
    });
  } catch (error) {
    if (!(error instanceof PortTaken)) return (error as Error).message;
    const { examplePort: port } = config;
    return `${programOf(portHolder(port))} ocupa el puerto ${port}; use otro (EXAMPLE_PORT)`;
  }
}

/** The program that stands in for the registries. */
export interface RegistrySimulator {
  /** Its page, with the fictional people and the switches. */
  readonly page: string;
  /** Where the server asks, with the token: `<address>/srcei`. */
  readonly address: string;
  stop(): void;
}

/** Starts the simulator if a registry has no address, and waits until it listens. Throws when it does not start. */
export async function startSimulator(config: Config): Promise<RegistrySimulator | undefined> {
  const { civilRegistryUrl, taxRegistryUrl, nieRegistryUrl, otecRegistryUrl } = config;
  if (!config.fictional || (civilRegistryUrl && taxRegistryUrl && nieRegistryUrl && otecRegistryUrl)) return undefined;
  const main = path.join(ROOT, 'simulator/main.ts');
  const token = randomBytes(24).toString('base64url');
  const SIMULATOR_PORT = String(config.simulatorPort);
  const { port, stop } = await startBeside(main, { SIMULATOR_PORT, SIMULATOR_TOKEN: token }).catch((error: Error) => {
    throw new Error(`the simulator of the registries did not start: ${error.message}`);
  });
  return {
    page: `http://localhost:${port}`,
    address: `http://:${token}@localhost:${port}`,
    stop,
  };
}
