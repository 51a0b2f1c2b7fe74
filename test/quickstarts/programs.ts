import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { QuickstartName } from '../../src/domain/quickstart.ts';
import { findApache } from '../real-clients/apache/packages.ts';
import { librariesBelow, unpack } from '../real-clients/debian.ts';
import { cacheFolder, runTool } from '../real-clients/program.ts';
import { apacheFrame } from './apache-frame.ts';

/** Where the files of an example lie, as its reader copies them, and the port that they name. */
export interface Laid {
  readonly folder: string;
  readonly port: number;
}

/** How an example is started, as its guide says. */
export interface Program {
  /** Finds or installs its toolchain; throws with the reason where that is not possible. */
  prepare(laid: Laid): Promise<void>;
  /** The command of its server, run in the folder. */
  command(laid: Laid): readonly string[] | Promise<readonly string[]>;
  /** Besides PATH, the secret and the key of its sessions. */
  env?(): Promise<Record<string, string>>;
  /** Logs out; where it says nothing, by the link or button «Salir». */
  leave?(page: Page, origin: string): Promise<void>;
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const nothing = async (): Promise<void> => undefined;

const python = (): string => cacheFolder('flask');

const packages = ['Authlib==1.9.6', 'Flask==3.1.3', 'requests==2.34.2'];

async function installPython(): Promise<void> {
  if (existsSync(`${python()}/bin/flask`)) return;
  await runTool(['python3', '-m', 'venv', python()]);
  await runTool([`${python()}/bin/pip`, '--disable-pip-version-check', 'install', '--quiet', ...packages]);
}

/** PHP of the machine, or of Debian's packages below var/. */
async function findPhp(): Promise<{ readonly program: string; readonly libraries: string }> {
  const installed = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'php'));
  const own = installed.find(existsSync);
  if (own) return { program: own, libraries: '' };
  const folder = cacheFolder('php');
  const unpacked = path.join(folder, 'usr/bin/php8.2');
  if (!existsSync(unpacked)) await unpack(folder, ['php-cli']);
  return { program: unpacked, libraries: librariesBelow(folder) };
}

async function buildJava({ folder }: Laid): Promise<void> {
  const places = { 'Plataforma.java': 'src/main/java/plataforma', 'application.properties': 'src/main/resources' };
  for (const [name, place] of Object.entries(places)) {
    mkdirSync(`${folder}/${place}`, { recursive: true });
    renameSync(`${folder}/${name}`, `${folder}/${place}/${name}`);
  }
  await runTool(['mvn', '-B', '-q', '-DskipTests', 'package'], { cwd: folder });
}

const NOBODY = 65_534;

/** Apache needs no rights for ports above 1024: as root it runs its children as a plain user, who reads the folder. */
async function layApache({ folder }: Laid): Promise<void> {
  const { modules } = await findApache();
  mkdirSync(`${folder}/pages`, { recursive: true });
  renameSync(`${folder}/index.shtml`, `${folder}/pages/index.shtml`);
  writeFileSync(`${folder}/httpd.conf`, apacheFrame(folder, modules));
  if (process.getuid?.() !== 0) return;
  for (const name of [folder, `${folder}/pages`]) {
    chmodSync(name, 0o755);
    chownSync(name, NOBODY, NOBODY);
  }
}

const copyLibrary = async ({ folder }: Laid): Promise<void> =>
  copyFileSync(
    file('../../node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js'),
    `${folder}/oidc-client-ts.min.js`,
  );

/** The examples that are run here. */
export const programs: Readonly<Partial<Record<QuickstartName, Program>>> = {
  node: { prepare: nothing, command: () => [process.execPath, 'app.mjs'] },
  spa: {
    prepare: copyLibrary,
    command: ({ folder, port }) => [process.execPath, file('serve-folder.ts'), folder, String(port)],
  },
  python: { prepare: installPython, command: () => [`${python()}/bin/python`, 'app.py'] },
  php: {
    prepare: async () => void (await findPhp()),
    // Debian's php.ini, which is not unpacked, names a folder of sessions that its package makes.
    command: async ({ folder, port }) => [
      (await findPhp()).program,
      ...['-d', `session.save_path=${folder}`, '-S', `localhost:${port}`, 'index.php'],
    ],
    env: async () => ({ LD_LIBRARY_PATH: (await findPhp()).libraries }),
  },
  java: {
    prepare: buildJava,
    command: () => ['java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-jar', 'target/plataforma-1.jar'],
    async leave(page, origin) {
      await page.goto(`${origin}/logout`);
      await Promise.all([page.waitForEvent('load'), page.getByRole('button').first().click()]);
    },
  },
  apache: {
    prepare: layApache,
    command: async ({ folder }) => [
      (await findApache()).program,
      '-d',
      folder,
      '-f',
      `${folder}/httpd.conf`,
      '-D',
      'FOREGROUND',
    ],
    env: async () => ({ LANG: 'C.UTF-8', LD_LIBRARY_PATH: (await findApache()).libraries }),
  },
};
