import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownFile, startProgram } from '../program.ts';
import type { Place, Stranger } from '../stranger.ts';
import { findApache } from './packages.ts';

const NOBODY = 65_534;

/** Apache with mod_auth_openidc in front of a page that shows the claims that it receives. */
export const apache: Stranger = {
  id: 'apache',
  title: 'mod_auth_openidc (Apache, Debian)',
  file: (origin) => ({
    redirect_uris: [`${origin}/vuelta`],
    post_logout_redirect_uris: [`${origin}/adios.html`],
    backchannel_logout_uri: `${origin}/vuelta?logout=backchannel`,
    backchannel_logout_session_required: true,
  }),
  build: async () => (await findApache()).version,
  start,
  home: '/',
  shows: ['Rosa Elena Soto Díaz', 'rosa@correo.example'],
  token: '/',
  leave: async (page, { origin }) =>
    void (await page.goto(`${origin}/vuelta?logout=${encodeURIComponent(`${origin}/adios.html`)}`)),
  takesLogoutTokens: true,
};

async function start(place: Place): Promise<void> {
  const { program, modules, libraries } = await findApache();
  const folder = mkdtempSync(path.join(tmpdir(), 'apache-'));
  place.closers.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFolder(folder, { ...place, modules });
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', LD_LIBRARY_PATH: libraries };
  const command = [program, '-d', folder, '-f', `${folder}/httpd.conf`, '-D', 'FOREGROUND'];
  await startProgram(command, `${place.origin}/adios.html`, place.closers, { env, ...plainUser(folder) });
}

function writeFolder(folder: string, { port, issuer, secret, modules }: Place & { readonly modules: string }): void {
  const filled = { FOLDER: folder, PORT: String(port), ISSUER: issuer, SECRET: secret, MODULES: modules };
  const text = Object.entries(filled).reduce(
    (all, [name, value]) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), value),
    readFileSync(ownFile('apache/httpd.conf'), 'utf8').replaceAll(/^#.*$/gm, ''),
  );
  writeFileSync(`${folder}/httpd.conf`, text);
  mkdirSync(`${folder}/pages`);
  for (const name of ['page.shtml', 'adios.html']) copyFileSync(ownFile(`apache/${name}`), `${folder}/pages/${name}`);
}

/** Apache needs no rights for ports above 1024: root runs it as the user nobody. */
function plainUser(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  chmodSync(folder, 0o755);
  chownSync(folder, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}
