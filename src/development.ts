import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { localSecrets } from './local-secrets.ts';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Where development keeps what it makes for itself. */
export const VAR = path.join(here, 'var');

/** SECRETS_KEY, or the one that development made. */
export function secretsOf({ secretsKeys }: Config): [string, ...string[]] {
  const [first, ...older] = secretsKeys ?? [localSecrets(VAR)('SECRETS_KEY')];
  return [first as string, ...older];
}

/** In development the secrets of simulated platforms are made here; production reads every secret from the environment. */
export function withDevelopmentSecrets(config: Config, folder = VAR): NodeJS.ProcessEnv {
  const ports = { EXAMPLE_PORT: String(config.examplePort) };
  if (config.production) return { ...process.env, ...ports };
  const secret = localSecrets(folder);
  const names = ['DESPEGA_MIPE_SECRET', ...simulatedSecrets(config.clientsDir)].filter((name) => !process.env[name]);
  return { ...process.env, ...Object.fromEntries(names.map((name) => [name, secret(name)])), ...ports };
}

/** Names of the variables in which the simulated platforms of a folder look for their secrets. */
function simulatedSecrets(directory: string): readonly string[] {
  try {
    const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
    return files.flatMap((name) => secretNameOf(readFileSync(path.join(directory, name), 'utf8')));
  } catch {
    // Whoever reads the platforms says what is wrong with the folder.
    return [];
  }
}

function secretNameOf(text: string): readonly string[] {
  try {
    const { simulado, client_secret_env: name } = JSON.parse(text);
    return simulado === true && typeof name === 'string' ? [name] : [];
  } catch {
    return [];
  }
}

/** The example platform, a process of its own like any platform. */
export function startExample(config: Config, env: NodeJS.ProcessEnv): ChildProcess {
  const main = path.join(here, 'examples/relying-party/main.ts');
  const example = spawn(process.execPath, [main], {
    // Its own secret and no other's: a platform knows nothing of the house.
    env: {
      PATH: env.PATH,
      EXAMPLE_PORT: env.EXAMPLE_PORT,
      DESPEGA_MIPE_SECRET: env.DESPEGA_MIPE_SECRET,
      ISSUER: config.issuer,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  example.on('error', (error) => process.stderr.write(`the example platform did not start: ${error.message}\n`));
  return example;
}

/** The program that stands in for the registries; ends with the house that started it, however that ends. */
export interface RegistrySimulator {
  /** Its page, with the cast and the switches. */
  readonly page: string;
  /** Where the house asks, with the token: `<address>/srcei`. */
  readonly address: string;
  stop(): void;
}

/** Starts the simulator where a registry has no address, and waits until it listens. Throws when it does not start. */
export async function startSimulator(config: Config): Promise<RegistrySimulator | undefined> {
  const { civilRegistryUrl, taxRegistryUrl, nieRegistryUrl, otecRegistryUrl } = config;
  if (!config.fictional || (civilRegistryUrl && taxRegistryUrl && nieRegistryUrl && otecRegistryUrl)) return undefined;
  const token = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, [path.join(here, 'simulator/main.ts')], {
    env: { PATH: process.env.PATH, SIMULATOR_PORT: String(config.simulatorPort), SIMULATOR_TOKEN: token },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await portOf(child);
  return {
    page: `http://localhost:${port}`,
    address: `http://:${token}@localhost:${port}`,
    stop: () => void child.kill(),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { readonly port: number }).port));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the simulator of the registries did not start (exit ${code})`)));
  });
}
