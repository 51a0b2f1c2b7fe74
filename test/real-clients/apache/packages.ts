import { existsSync } from 'node:fs';
import path from 'node:path';
import { debsIn, librariesBelow, unpack } from '../debian.ts';
import { cacheFolder, runTool } from '../program.ts';

const WANTED = ['apache2-bin', 'libapache2-mod-auth-openidc'];

/** Where Apache, its modules and their libraries are. */
export interface Apache {
  readonly program: string;
  readonly modules: string;
  /** For the loader; empty where the machine's own libraries are used. */
  readonly libraries: string;
  readonly version: string;
}

/**
 * Debian's packages, the machine's own or unpacked below var/: installing them would start a server on port 80. Throws
 * where neither is available.
 */
export async function findApache(): Promise<Apache> {
  const own = apacheBelow('/');
  if (own) return { ...own, libraries: '', version: await installedVersion() };
  const folder = cacheFolder('apache');
  if (!apacheBelow(folder)) await unpack(folder, WANTED);
  const unpacked = apacheBelow(folder);
  if (!unpacked) throw new Error(`no apache2 with mod_auth_openidc in ${folder}`);
  return { ...unpacked, libraries: librariesBelow(folder), version: versionOfFile(folder) };
}

function apacheBelow(root: string): Pick<Apache, 'program' | 'modules'> | undefined {
  const [program, modules] = [path.join(root, 'usr/sbin/apache2'), path.join(root, 'usr/lib/apache2/modules')];
  return existsSync(program) && existsSync(`${modules}/mod_auth_openidc.so`) ? { program, modules } : undefined;
}

function versionOfFile(folder: string): string {
  const deb = debsIn(folder).find((name) => name.startsWith('libapache2-mod-auth-openidc_')) ?? '';
  return deb.split('_')[1] ?? 'unknown';
}

const installedVersion = (): Promise<string> =>
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own words.
  runTool(['dpkg-query', '-W', '-f', '${Version}', 'libapache2-mod-auth-openidc']);
