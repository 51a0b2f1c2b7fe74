import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './program.ts';

/**
 * Unpacks Debian's packages and those of their dependencies that are not installed yet into a folder, and installs
 * nothing. Throws where apt-get is not available.
 */
export async function unpack(folder: string, wanted: readonly string[]): Promise<void> {
  if (process.getuid?.() === 0) await runTool(['apt-get', '-q', 'update']);
  const plan = await runTool(['apt-get', '-s', 'install', '--no-install-recommends', ...wanted]);
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  await runTool(['apt-get', '-q', '-o', 'APT::Sandbox::User=root', 'download', ...names], { cwd: folder });
  for (const file of debsIn(folder)) await runTool(['dpkg', '-x', file, '.'], { cwd: folder });
}

/** The names of the package files in a folder. */
export const debsIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.deb'));

/** The folders of the libraries of unpacked packages, for the loader. */
export function librariesBelow(folder: string): string {
  const lib = path.join(folder, 'usr/lib');
  return [lib, ...readdirSync(lib).map((name) => path.join(lib, name))].join(':');
}
