import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** The commit that is measured, with a mark where files differ from it. */
export function commitOf(): string {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain') ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

/** Processor, cores and memory. */
export function machineOf(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
}

export function versionsOf(postgres: string): string {
  const library = new URL('../../node_modules/oidc-provider/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(library, 'utf8')) as { readonly version: string };
  return `Node ${process.versions.node}, PostgreSQL ${postgres}, oidc-provider ${version}`;
}

/** Processes that wanted to run in the last minute. */
export const loadOf = (): number => Number((loadavg()[0] ?? 0).toFixed(1));
