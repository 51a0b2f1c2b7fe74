/**
 * `npm run first-load`: bytes, requests and first paint of first loads in Chromium over 400 kbit/s with 400 ms, page by
 * page, medians of three (docs/first-load.md). A number sets how many loads of each page.
 */

import { openTestApp } from '../helpers/app.ts';
import { openChromium } from '../helpers/chromium.ts';
import { beginSignIn, clientFileFor, openClient, rosa } from '../helpers/client-app.ts';
import { type Checks, quantile } from '../helpers/proof/checks.ts';
import { type Closers, runBody } from '../helpers/proof/ground.ts';
import { firstLoad, type Load } from './slow-line.ts';

const KB = 1024;
const MINUTES = 15;

const pages = [
  '/registro',
  '/ayuda',
  '/privacidad',
  '/accesibilidad',
  '/mas-informacion',
  '/estado',
  '/desarrolladores/errores',
  '/registro/natural',
  '/registro/juridica',
  '/registro/migrante',
  '/recuperar/natural',
  '/cambiar/natural',
  '/actualizar/natural',
] as const;

const [times = 3] = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 0);
await runBody((checks, _short, closers) => measure(checks, closers), MINUTES);

async function measure(checks: Checks, closers: Closers): Promise<void> {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('ejemplo')] });
  closers.push(app.stop);
  const browser = await openChromium({ handleSIGINT: false, handleSIGTERM: false });
  closers.push(() => browser.close());
  const client = await openClient(app, 'ejemplo');
  const at = (address: string) => loads(() => firstLoad(browser, [app.issuer], address));

  checks.chapter(`page | bytes | requests | first paint, medians of ${times}`);
  checkLoads(checks, '/', 30, await at(`${app.issuer}/`));
  checkLoads(checks, 'sign-in at a platform', 30, await at((await beginSignIn(client)).to.href));
  for (const path of pages) checkLoads(checks, path, path.split('/').length > 2 ? 40 : 30, await at(app.issuer + path));
  checkLoads(
    checks,
    '/cuenta, signed in',
    40,
    await loads(() => firstLoad(browser, [app.issuer], `${app.issuer}/cuenta`, logIn)),
  );

  async function logIn(page: Parameters<NonNullable<Parameters<typeof firstLoad>[3]>>[0]): Promise<void> {
    await page.goto(`${app.issuer}/cuenta`);
    await page.fill('[name=rut]', rosa.rut);
    await page.fill('[name=clave]', rosa.key);
    await page.press('[name=clave]', 'Enter');
    await page.waitForURL(`${app.issuer}/cuenta`);
  }
}

async function loads(load: () => Promise<Load>): Promise<readonly Load[]> {
  const all: Load[] = [];
  for (let turn = 0; turn < times; turn += 1) all.push(await load());
  return all;
}

function checkLoads(checks: Checks, page: string, most: number, all: readonly Load[]): void {
  const middle = (of: (load: Load) => number): number => quantile(all.map(of), 0.5);
  const bytes = middle((load) => load.bytes);
  const figures = `${bytes} bytes | ${middle((load) => load.requests)} | ${Math.round(middle((load) => load.paint))} ms`;
  checks.check(`${page}: at most ${most} KB`, bytes <= most * KB, figures);
}
