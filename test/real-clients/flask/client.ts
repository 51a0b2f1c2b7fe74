import { cacheFolder, ownFile, runTool, startProgram } from '../program.ts';
import type { Stranger } from '../stranger.ts';

const folder = () => cacheFolder('flask');

/** Authlib with Flask. */
export const authlib: Stranger = {
  id: 'authlib',
  title: 'Authlib (Flask, pip)',
  file: (origin) => ({ redirect_uris: [`${origin}/vuelta`], post_logout_redirect_uris: [`${origin}/adios`] }),
  async build() {
    await runTool(['python3', '-m', 'venv', folder()]);
    const pip = [`${folder()}/bin/pip`, '--disable-pip-version-check'];
    await runTool([...pip, 'install', '--quiet', '-r', ownFile('flask/requirements.txt')]);
    const shown = await runTool([...pip, 'show', 'Authlib', 'Flask']);
    const versions = [...shown.matchAll(/^Version: (.+)$/gm)].map(([, version]) => version);
    return `Authlib ${versions[0]}, Flask ${versions[1]}`;
  },
  start: ({ issuer, origin, secret, closers }) =>
    startProgram([`${folder()}/bin/python`, ownFile('flask/app.py')], origin, closers, {
      env: {
        PATH: process.env.PATH,
        PYTHONDONTWRITEBYTECODE: '1',
        PLATFORM_HOST: new URL(origin).host,
        PLATFORM_ISSUER: issuer,
        PLATFORM_SECRET: secret,
      },
    }),
  home: '/',
  shows: ['Rosa Elena Soto Díaz', 'rosa@correo.example'],
  token: '/token',
  leave: async (page, { origin }) => void (await page.goto(`${origin}/salir`)),
  takesLogoutTokens: false,
};
