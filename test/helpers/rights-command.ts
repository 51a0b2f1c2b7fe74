import { CommandRefused, UsageError } from '../../src/cli/args.ts';
import { readRightsArgs } from '../../src/cli/rights-args.ts';
import { answerCommand } from '../../src/cli/rights-command.ts';
import { parseReasons } from '../../src/domain/rights.ts';
import type { TestApp } from './app.ts';
import { operatorCommand, type Said } from './operator-command.ts';
import { SECRETS_KEYS } from './seeds.ts';

const command = operatorCommand('cli/rights.ts');

/** Runs `npm run rights` as an operator would, beside an app; `input` is what is typed. */
export const runRights = (app: TestApp, words: readonly string[], input?: string | Uint8Array): Promise<Said> =>
  command(
    app.database.knex.client.config.connection,
    { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer },
    words,
    input,
  );

/** The same without a process of its own, which few tests of the command need; with the clock of the app. */
export async function rightsIn({ deps }: TestApp, words: readonly string[], input = ''): Promise<Said> {
  try {
    const asked = readRightsArgs(words);
    if (asked.verb === 'help') throw new Error('the process says it');
    const output = `${await answerCommand(deps, asked, parseReasons(input) ?? '')}\n`;
    return { code: 0, output, errors: '' };
  } catch (error) {
    if (!(error instanceof CommandRefused || error instanceof UsageError)) throw error;
    return { code: error instanceof UsageError ? 2 : 1, output: '', errors: `${error.message}\n` };
  }
}
