import { openBrowser } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { fill } from '../helpers/proof/registrations.ts';
import { formFields } from '../helpers/registration.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { checkShapes, isBlind, sample, show, type Try } from './compare.ts';

const KEY = 'Quiltro-con-alas-77';
/** Cards of people whom the Registro Civil knows: two with an account here, two without. */
const cards = {
  rosa: { rut: '44.000.001-0', serie: '512345678' },
  pedro: { rut: '44.000.002-9', serie: '523456789' },
  camila: { rut: '44.000.003-7', serie: 'B51A23456' },
  jorge: { rut: '44.000.113-0', serie: '567890123' },
} as const;

/** Registration of somebody who has an account and of somebody who has none: page and clock must not tell which. */
export async function timeRegistration(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  checks.chapter(`Registration, ${each} tries of each kind, interleaved`);
  const ways = waysFor(server);
  const { rosa, pedro, camila, jorge } = await sample(ways, each);
  const blind = isBlind(show(checks, 'with and without account', rosa, camila));
  show(checks, 'with and with account, which cannot differ', rosa, pedro);
  show(checks, 'without and without account, which cannot differ', camila, jorge);
  checkShapes(checks, 'status and address are the same', rosa, camila);
  checks.check('the clock does not tell whether somebody has an account', blind || (await again(checks, ways, each)));
}

async function again(checks: Checks, { rosa, camila }: { rosa: Try; camila: Try }, each: number): Promise<boolean> {
  const second = await sample({ rosa, camila }, each * 2);
  return isBlind(show(checks, 'with and without account, once more', second.rosa, second.camila));
}

/** Letters serve once: each try opens the page anew, and only the sending is measured. */
function waysFor(server: ServerProcess): Readonly<Record<keyof typeof cards, Try>> {
  const browser = openBrowser();
  const way = (card: (typeof cards)[keyof typeof cards]): Try => {
    const fields = { ...formFields, email: 'reloj@correo.example', clave: KEY, clave2: KEY, ...card };
    return async () => {
      const form = await fill(server, '/registro/natural', fields, browser);
      return () => form.send(server);
    };
  };
  return { rosa: way(cards.rosa), pedro: way(cards.pedro), camila: way(cards.camila), jorge: way(cards.jorge) };
}
