import type { Connection } from './database.ts';
import { operatorCommand, type Said } from './operator-command.ts';

const run = operatorCommand('cli/keys.ts');

/** Runs `npm run keys` as an operator would. */
export const runKeys = (connection: Connection, words: readonly string[], secret: string): Promise<Said> =>
  run(connection, { SECRETS_KEY: secret, CLAVE_POLICY: 'guia' }, words);
