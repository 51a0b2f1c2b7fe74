import { CommandRefused, UsageError } from './args.ts';
import type { Kind } from './failures.ts';
import { complain, outliveReaders } from './output.ts';

/**
 * Runs a command of an operator to its end, also where the reader of its output is gone. An error is exit code 2 and
 * the usage for a command line that is wrong, else 1; an `expected` one is shown by its message alone. `main` loads the
 * product by `import()` once it has read the words: the usage, and what is wrong with a word, are shown without it.
 */
export async function runCommand(
  main: () => Promise<void>,
  usage: string,
  expected: () => Promise<readonly Kind[]> = async () => [],
): Promise<void> {
  outliveReaders(process.stdout, process.stderr);
  try {
    await main();
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    await report(error, expected);
    if (error instanceof UsageError) complain(usage);
  }
}

async function report(error: unknown, expected: () => Promise<readonly Kind[]>): Promise<void> {
  if (error instanceof UsageError || error instanceof CommandRefused) return complain(error.message);
  const { complainOf } = await import('./failures.ts');
  complainOf(error, ...(await expected()));
}
