/**
 * `npm run -s sandbox-token`: prints a token with which a developer registers clients in a sandbox (docs/clients.md).
 */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { asksForHelp, readOptions } from './args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages['sandbox-token']({});

await runCommand(main, usage);

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(usage);
  readOptions(words, {});
  const { runSandboxToken } = await import('./sandbox-token-run.ts');
  await runSandboxToken();
}
