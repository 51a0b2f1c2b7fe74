import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { useTest } from './ava-of-file.ts';
import { type FileRunner, openFileRunners } from './file-runner.ts';
import { GROUP_TITLE } from './titles.ts';

const urlOf = (path: string): string => pathToFileURL(resolve(import.meta.dirname, path)).href;
const AVA_OF_FILE = urlOf('ava-of-file.ts');
const COMPILE = urlOf('../../src/http/templates/compile.ts');
const KEPT_TEMPLATES = urlOf('kept-templates.ts');

/**
 * Runs test files, named from `root`, one after another in this worker: what they import is loaded once. Each has hooks,
 * context and serial tests of its own, as if it were alone; a file that cannot be loaded keeps none of the others back.
 */
export function runGroup(root: string, names: readonly string[]): void {
  // AVA turns them on. Node runs our files without any, and looks for one at each line of each stack of an error.
  process.setSourceMapsEnabled(false);
  test(GROUP_TITLE, async (t) => {
    const runnerOf = await openFileRunners();
    registerHooks({
      resolve: (specifier, context, next) => {
        const url = insteadOf(specifier, context.parentURL);
        return url ? { url, shortCircuit: true } : next(specifier, context);
      },
    });
    const broken: unknown[] = [];
    for (const name of names) {
      const file = resolve(root, name);
      await runFile(file, runnerOf(file, name)).catch((error: unknown) => broken.push({ name, error }));
    }
    t.deepEqual(broken, []);
  });
}

/** What the files of a group import in place of a package. */
function insteadOf(specifier: string, importer: string | undefined): string | undefined {
  if (specifier === 'ava') return AVA_OF_FILE;
  return specifier === 'pug' && importer === COMPILE ? KEPT_TEMPLATES : undefined;
}

async function runFile(file: string, runner: FileRunner): Promise<void> {
  const finished = runner.once('finish');
  const broken = new Promise<never>((_, reject) => runner.on('error', ({ data }) => reject(data)));
  useTest(runner.chain);
  await import(pathToFileURL(file).href);
  if (runner.nextTaskIndex === 0) throw new Error(`${file} declares no test`);
  await Promise.race([finished, broken]);
}
