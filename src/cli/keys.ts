/** `npm run -s keys -- list | rotate | retire KID | compromise KID`: the signing keys (docs/keys.md). */
import { TURNING } from '../domain/keyring.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { asksForHelp } from './args.ts';
import { readKeysArgs } from './keys-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages.keys({ algorithms: TURNING });

await runCommand(main, usage, async () => [(await import('../adapters/postgres/keyring/refusals.ts')).KeyRefused]);

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(usage);
  const asked = readKeysArgs(words);
  const { runKeys } = await import('./keys-run.ts');
  await runKeys(asked);
}
