/** `npm run import-legacy FILE.csv [-- --report FILE]`: imports the keys of the old system (docs/import.md). */
import { usages } from '../locales/es-CL/operator/usage.ts';
import { asksForHelp } from './args.ts';
import { readImportArgs } from './import-legacy-args.ts';
import { runCommand } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages['import-legacy']({});

await runCommand(main, usage, async () => [
  (await import('../adapters/legacy/import-file.ts')).LegacyFileError,
  (await import('../adapters/legacy/import-job.ts')).ImportUnderWay,
]);

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(usage);
  const asked = readImportArgs(words);
  const { runImport } = await import('./import-legacy-run.ts');
  await runImport(asked);
}
