/**
 * `npm run -s audit -- verify | accept | export | bundle | check-bundle`: verifies that the trail is untouched, continues
 * after a fault, exports it; makes the evidence about a folio, and checks it without the database (docs/audit.md).
 */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { asksForHelp } from './args.ts';
import { readAuditArgs } from './audit-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages.audit({});

await runCommand(main, usage, async () => [
  (await import('../adapters/postgres/audit/accept.ts')).NothingWrong,
  (await import('../adapters/postgres/audit/head-file.ts')).HeadFileError,
]);

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(usage);
  const asked = readAuditArgs(words);
  const { runAudit } = await import('./audit-run.ts');
  await runAudit(asked);
}
