import { type ChildProcess, spawn } from 'node:child_process';
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

/** In development the example's secret is made here; production reads every secret from the environment. */
export function withDevelopmentSecrets(config: Config): NodeJS.ProcessEnv {
  const ports = { EXAMPLE_PORT: String(config.examplePort) };
  if (config.production) return { ...process.env, ...ports };
  return { DESPEGA_MIPE_SECRET: localSecrets(VAR)('DESPEGA_MIPE_SECRET'), ...process.env, ...ports };
}

/** The example platform, a process of its own like any platform. */
export function startExample(config: Config, env: NodeJS.ProcessEnv): ChildProcess {
  const main = path.join(here, 'examples/relying-party/main.ts');
  const example = spawn(process.execPath, [main], {
    env: { ...env, ISSUER: config.issuer },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  example.on('error', (error) => process.stderr.write(`the example platform did not start: ${error.message}\n`));
  return example;
}
