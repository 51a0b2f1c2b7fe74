/**
 * `npm run examples`: each quickstart of the portal is copied from its page, started as a process of its own beside a
 * sandbox, and signs a fictional person in (docs/quickstarts.md). `-- --only=NAME` runs one. An example whose toolchain
 * is missing is a failure.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type QuickstartName, quickstartClients, quickstartNames } from '../../src/domain/quickstart.ts';
import { openChromium } from '../helpers/chromium.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Closers, openGround, runBody } from '../helpers/proof/ground.ts';
import { freePort } from '../helpers/server-process.ts';
import { startProgram } from '../real-clients/program.ts';
import { type Program, programs } from './programs.ts';
import { shownCode } from './shown-code.ts';
import { walk } from './walk.ts';

const MINUTES = 40;

interface Site {
  readonly name: QuickstartName;
  readonly port: number;
  readonly origin: string;
  readonly secret: string;
}

const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const chosen = quickstartNames.filter((name) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`--only takes one of ${quickstartNames.join(', ')}, not "${only}".`);
  process.exit(2);
}

await runBody(async (checks, _short, closers) => {
  const sites = await Promise.all(chosen.filter((name) => quickstartClients[name].executed).map(newSite));
  const ground = await openGround(sites.map(fileOf), false, closers);
  const { issuer } = await ground.start({ env: await sandbox() });
  const browser = await openChromium({ handleSIGINT: false, handleSIGTERM: false });
  closers.push(() => browser.close());
  for (const site of sites) await runOne(checks, browser, issuer, site, closers);
  for (const name of chosen.filter((one) => !quickstartClients[one].executed))
    checks.measure(name, 'a document alone: not run here');
}, MINUTES);

/** The sandbox has its own simulator of the registries. */
async function sandbox() {
  return { SANDBOX: 'yes', SIMULATOR_PORT: String(await freePort()) };
}

async function newSite(name: QuickstartName): Promise<Site> {
  const port = await freePort();
  return { name, port, origin: `http://localhost:${port}`, secret: randomBytes(32).toString('base64url') };
}

function fileOf({ name, origin, secret }: Site): object {
  const { auth, redirectPath, leftPath } = quickstartClients[name];
  return clientFileFor(`quickstart-${name}`, {
    client_secret: auth === 'none' ? undefined : secret,
    token_endpoint_auth_method: auth,
    redirect_uris: [`${origin}${redirectPath}`],
    post_logout_redirect_uris: [`${origin}${leftPath}`],
    scope: 'openid profile email',
    first_party: false,
    sector: `quickstart-${name}`,
  });
}

/** Starts one, walks through it, and stops it before the next one. */
async function runOne(checks: Checks, browser: Browser, issuer: string, site: Site, all: Closers): Promise<void> {
  checks.chapter(site.name);
  const own: Closers = [];
  const close = async () => {
    for (let stop = own.pop(); stop; stop = own.pop()) await stop();
  };
  all.push(close);
  try {
    const program = programs[site.name];
    if (!program) throw new Error('no program starts this example');
    await start(program, issuer, site, own);
    await walk(checks, browser, { issuer, origin: site.origin, client: quickstartClients[site.name], program });
  } catch (error) {
    checks.check('it was run', false, error instanceof Error ? error.message : String(error));
  } finally {
    await close();
  }
}

async function start(program: Program, issuer: string, site: Site, own: Closers): Promise<void> {
  const laid = { folder: await layOut(issuer, site), port: site.port };
  own.push(() => rmSync(laid.folder, { recursive: true, force: true }));
  await program.prepare(laid);
  const env = {
    PATH: process.env.PATH,
    PYTHONDONTWRITEBYTECODE: '1',
    CLAVE_SENCE_SECRET: site.secret,
    SESSION_KEY: randomBytes(32).toString('hex'),
    ...(await program.env?.()),
  };
  const options = { cwd: laid.folder, env };
  await startProgram(await program.command(laid), `${site.origin}/`, own, options);
}

/** The files as the page of the guide shows them to the reader of this client, on a port and folder of this run. */
async function layOut(issuer: string, { name, port }: Site): Promise<string> {
  const folder = fileURLToPath(new URL(`../../var/quickstarts/${name}`, import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shown = await shownCode(`${issuer}/desarrolladores/guias/${name}?client_id=quickstart-${name}`);
  for (const [file, code] of shown) {
    const here = code.replaceAll('8080', String(port)).replaceAll('/var/www/plataforma', `${folder}/pages`);
    writeFileSync(`${folder}/${file}`, here);
  }
  return folder;
}
