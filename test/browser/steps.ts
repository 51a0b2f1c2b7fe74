import type { Locator, Page } from 'playwright-core';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { asksForDeviceCode, deviceCodeIn } from '../helpers/new-device.ts';
import { FILL, IS_AT_REST, inPage, LEADS_ON, PRESS } from './page-acts.ts';
import type { Stage } from './stage.ts';

/** What Camila writes in Registrar Persona Natural, by the name of the field. */
export const camila = {
  rut: '440000037',
  pregunta: '1',
  respuesta: 'Copito',
  calle: 'Avenida Los Copihues',
  numero: '1234',
  departamento: '56',
  comuna: '13101',
  email: 'camila@correo.example',
  celular: '40000003',
  clave: 'Copih-2026',
  clave2: 'Copih-2026',
} as const;

/** The number of her card, and a key that `segura` takes. */
export const camilaSegura = {
  ...camila,
  serie: 'B51A23456',
  clave: 'copihues-rojos-2026',
  clave2: 'copihues-rojos-2026',
} as const;

/** Fills in the fields that the page has, in order, Región before Comuna; the others of `values` are left alone. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const all = Object.entries(values);
  const place = all.findIndex(([name]) => name === 'comuna');
  const before = all.slice(0, Math.max(place, 0));
  if (before.length > 0) await inPage(page, FILL, Object.fromEntries(before));
  // Without script it brings the page anew, without what comes after it.
  if (place >= 0) await chooseRegion(page, all[place]?.[1] ?? '');
  await inPage(page, FILL, Object.fromEntries(all.slice(before.length)));
}

/** Brings the comunas of the region that a comuna belongs to: by script, or by the button. */
async function chooseRegion(page: Page, comuna: string): Promise<void> {
  const region = page.locator('#region');
  const option = page.locator(`#comuna option[value="${comuna}"]`);
  if ((await region.count()) === 0 || (await option.count()) > 0) return;
  await region.selectOption(comuna.slice(0, 2));
  const button = page.getByRole('button', { name: 'Elegir comuna' });
  if (await button.isVisible()) await follow(page, button);
  await option.waitFor({ state: 'attached' });
}

/** Presses a button and waits for the page that comes, which has often the same heading as the one before. */
export const press = (page: Page, name: string): Promise<void> => arrive(page, () => inPage(page, PRESS, name));

/** Clicks what leads to a page and waits for it, and for the next one where that page leads on at once by itself. */
export const follow = (page: Page, way: Locator): Promise<void> => arrive(page, () => way.click());

async function arrive(page: Page, leave: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), leave()]);
  if (await inPage(page, IS_AT_REST).catch(() => false)) return;
  await page.locator(LEADS_ON).waitFor({ state: 'detached' });
  await page.waitForLoadState('load');
}

/** Fills in the registration and sends it. */
export async function register(page: Page, values: Readonly<Record<string, string>> = camila): Promise<void> {
  await fill(page, { ...values, captcha: CAPTCHA_ANSWER });
  await press(page, 'Crear Cuenta');
}

/** Opens the mailbox, follows the link of the newest letter and presses its button. */
export async function confirm(page: Page, { app }: Stage): Promise<void> {
  await app.mailbox();
  await page.goto(`${app.issuer}/buzon`);
  await follow(page, page.locator('.carta a').first());
  await press(page, 'Confirmar mi cuenta');
}

/** Writes RUT and key on the login page and sends them. */
export async function logIn(page: Page, rut: string, key: string): Promise<void> {
  await fill(page, { rut, clave: key });
  await press(page, 'Ingresar');
}

/** Types the code of a new device, from the newest mail to this address, where the page asks for it (C14). */
export async function giveDeviceCode(page: Page, { app }: Pick<Stage, 'app'>, to: string): Promise<void> {
  if (!asksForDeviceCode({ url: page.url() })) return;
  const codigo = await deviceCodeIn({ app, to });
  await page.reload();
  await fill(page, { codigo });
  await press(page, 'Continuar');
}

/** The words of the page's first heading. */
export const heading = (page: Page): Promise<string> => words(page, 'h1');

/** The words of the first element that matches, as they are seen; waits for it where the page is still on its way. */
export async function words(page: Page, selector: string): Promise<string> {
  const now = `document.readyState === 'complete' ? document.querySelector(${JSON.stringify(selector)})?.innerText : null`;
  const text = await page.evaluate<string | null | undefined>(now).catch(() => undefined);
  return text ?? page.locator(selector).first().innerText();
}

/** The id of the element that has the focus; without script it comes when the page is first drawn, so a second is given. */
export async function focused(page: Page): Promise<string> {
  for (let look = 0; look < 20; look += 1) {
    const id = await page.evaluate<string>('document.activeElement?.id ?? ""');
    if (id) return id;
    await page.waitForTimeout(50);
  }
  return '';
}
