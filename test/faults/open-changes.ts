import { openBrowser } from '../helpers/browser.ts';
import { beginning } from '../helpers/proof/client-app.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { type Filled, fillIn } from './at-once.ts';
import type { Recoverer } from './recoverers.ts';

/** Signs in with a provisional key in a number of browsers, up to the page that changes it, and fills that in. */
export function openChanges(
  server: ServerProcess,
  person: Recoverer,
  key: string,
  chosen: string,
  count: number,
): Promise<readonly Filled[]> {
  return Promise.all(Array.from({ length: count }, () => openChange(server, person, key, chosen)));
}

async function openChange(server: ServerProcess, { rut }: Recoverer, key: string, chosen: string): Promise<Filled> {
  const browser = openBrowser();
  const { to } = await beginning(server, 'carrera');
  const page = await browser.follow(await browser.get(to.href), server.issuer);
  const asked = await browser.follow(await browser.send(page, { rut, clave: key, accion: 'ingresar' }), server.issuer);
  if (!asked.text.includes('Su clave es provisoria')) throw new Error(`no change: ${asked.text.slice(0, 300)}`);
  return fillIn(browser, asked, { clave: chosen, clave2: chosen });
}
