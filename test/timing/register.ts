import { openBrowser } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { fill } from '../helpers/proof/registrations.ts';
import { formFields } from '../helpers/registration.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { checkBlind, checkSees, checkShapes, type Pair, sample, show, type Try } from './compare.ts';

const KEY = 'Quiltro-con-alas-77';
/** Cards of people whom the Registro Civil knows: two with an account here; Camila and Jorge with none. */
const cards = {
  rosa: { rut: '44.000.001-0', serie: '512345678' },
  pedro: { rut: '44.000.002-9', serie: '523456789' },
  camila: { rut: '44.000.003-7', serie: 'B51A23456' },
  jorge: { rut: '44.000.113-0', serie: '567890123' },
} as const;

/**
 * Registration of a person with an account, of Camila, whose key the old system stored, and of Jorge, who is unknown:
 * page and time must not reveal which.
 */
export async function timeRegistration(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  checks.chapter(`Registration, ${each} tries of each kind, interleaved`);
  const ways = waysTo(server);
  const found = await sample(ways, each);
  show(checks, 'with and with account, which cannot differ', found.rosa, found.pedro);
  checkSees(checks, 'a hash that is not made', found.jorge, found.keyless);
  checkShapes(checks, 'status and address are the same', found.rosa, found.camila, found.jorge);
  for (const pair of pairs) await checkBlind(checks, pair, ways, found);
}

const pairs: readonly Pair<keyof typeof cards>[] = [
  {
    title: 'with and without account',
    sentence: 'the time does not reveal whether a RUT has an account',
    names: ['rosa', 'jorge'],
  },
  {
    title: 'with and without old key',
    sentence: 'the time does not reveal whose key the old system stored',
    names: ['camila', 'jorge'],
  },
];

/** A captcha is valid once: each try opens the page again, and only the POST is measured. */
function waysTo(server: ServerProcess): Readonly<Record<keyof typeof cards | 'keyless', Try>> {
  const browser = openBrowser();
  const way = (change: Readonly<Record<string, string>>): Try => {
    const fields = { ...formFields, email: 'reloj@correo.example', clave: KEY, clave2: KEY, ...change };
    return async () => {
      const form = await fill(server, '/registro/natural', fields, browser);
      return () => form.send(server);
    };
  };
  const { rosa, pedro, camila, jorge } = cards;
  const people = { rosa: way(rosa), pedro: way(pedro), camila: way(camila), jorge: way(jorge) };
  return { ...people, keyless: way({ ...jorge, clave: '', clave2: '' }) };
}
