import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { formFields } from '../helpers/registration.ts';

/** A person of the cast who has an account with the secret question «boby», and lost the key. */
export interface Recoverer {
  readonly rut: string;
  readonly serial: string;
  readonly email: string;
  /** Whether the card is in force, and the registration shows it. */
  readonly inForce: boolean;
  /** The eight digits; empty where there are none. */
  readonly mobile: string;
}

const recoverer = (rut: string, serial: string, name: string, mobile: string, inForce = true): Recoverer => ({
  rut,
  serial,
  inForce,
  email: `${name}@correo.example`,
  mobile,
});

export const camila = recoverer('44000003-7', 'B51A23456', 'camila', '40000003');
export const juan = recoverer('44000004-5', 'A012345678', 'juan', '40000004', false);
export const maria = recoverer('44000005-3', '534567890', 'maria', '40000005', false);
export const ana = recoverer('44000105-K', '556789012', 'ana', '40000105');
export const jorge = recoverer('44000113-0', '567890123', 'jorge', '40000113');

/** A number as messages write it. */
export const numberOf = ({ mobile }: Recoverer): string => `+569${mobile}`;

interface Place {
  readonly issuer: string;
}

/**
 * Registers the person by the page, with the card, and presses the button of the mail; `mailTo` waits for its text.
 */
export async function enrol(
  { issuer }: Place,
  person: Recoverer,
  mailTo: (email: string) => Promise<string>,
): Promise<void> {
  const browser = openBrowser();
  const { rut, email, mobile: celular } = person;
  const serie = person.inForce ? person.serial : '';
  const page = await browser.get(`${issuer}/registro/natural`);
  const sent = await browser.send(page, { ...formFields, rut, serie, email, celular });
  if (sent.status !== 303) throw new Error(`not registered: ${sent.status} ${sent.text.slice(0, 200)}`);
  const path = /\/confirmar\/[\w-]+/.exec(await mailTo(email))?.[0];
  await browser.send(await browser.get(`${issuer}${path}`), {});
}

/** Confirms the mobiles of all, as if each had typed the code: gateways here work or fail for later messages. */
export const confirmMobiles = ({ database }: Pick<TestApp, 'database'>) =>
  database.run((sql) => sql('accounts').update({ mobile_confirmed_at: sql.ref('email_confirmed_at') }));

/** A recovery before its last button. */
export interface Ready {
  readonly browser: Browser;
  readonly page: Visit;
}

/** Goes through a recovery by the right answer, up to the captcha. */
export async function upToCaptcha({ issuer }: Place, { rut }: Recoverer): Promise<Ready> {
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, fields), issuer);
  const question = await go(await browser.get(`${issuer}/recuperar/natural`), { rut });
  return { browser, page: await go(question, { respuesta: 'boby' }) };
}

/** The same by the card and other contacts, which will wait for the whole waiting period. */
export async function upToHold({ issuer }: Place, { rut, serial }: Recoverer, email: string): Promise<Ready> {
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, fields), issuer);
  const question = await go(await browser.get(`${issuer}/recuperar/natural`), { rut });
  const card = await go(question, { olvido: '1' });
  const contacts = await go(await go(card, { serie: serial }), { correcto: 'no' });
  return { browser, page: await go(contacts, { email, celular: '40000099' }) };
}

/** The last page of a recovery; its browser may open it again at any time. */
export interface Recovered {
  readonly page: Visit;
  readonly ms: number;
  again(): Promise<Visit>;
}

/** A whole recovery by the right answer. */
export async function recover(place: Place, person: Recoverer): Promise<Recovered> {
  const start = performance.now();
  const { browser, page } = await upToCaptcha(place, person);
  const sent = await browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER }), place.issuer);
  return { page: sent, ms: performance.now() - start, again: () => browser.get(sent.url) };
}

/** The two lines of the guide, which are shown regardless of the state of the messages. */
export const saysAsEver = ({ status, text }: Visit, { mobile }: Recoverer): boolean =>
  status === 200 &&
  text.includes('Su clave Sence (CS) será enviada a su e-Mail dentro de los próximos 10 minutos.') &&
  (mobile === '' ||
    text.includes('Su clave Sence (CS) será enviada por SMS a su celular dentro de los próximos 10 minutos.'));

/**
 * The state that the page shows for one way: "En cola", "Enviado", "Con demora", "No se pudo enviar" or "Rechazado".
 */
export const stateOn = ({ text }: Visit, way: 'e-Mail' | 'SMS'): string =>
  new RegExp(`${way} (En cola|Enviado|Con demora|No se pudo enviar|Rechazado)`).exec(text)?.[1] ?? '(no state)';

/** The provisional key in a message. */
export const keyIn = (text: string): string =>
  /(?:clave Sence es|Clave provisoria):?\s+([2-9A-HJ-NP-Z]{8})\b/.exec(text)?.[1] ?? '';
