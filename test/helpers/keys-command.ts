import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Connection } from './database.ts';
import { urlOf } from './server-process.ts';

const command = fileURLToPath(new URL('../../src/keys.ts', import.meta.url));

/** Runs `npm run keys` as an operator would. */
export async function runKeys(connection: Connection, words: readonly string[], secret: string) {
  const child = spawn(process.execPath, [command, ...words], {
    env: { PATH: process.env.PATH, DATABASE_URL: urlOf(connection), SECRETS_KEY: secret, CLAVE_POLICY: 'guia' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: output.join(''), errors: errors.join('') };
}
