/** What the company does in the scenario of a facilitador: asks, corrects what SENCE sent back, and ends the mandate. */
import type { ExecutionContext } from 'ava';
import { pressTab } from '../browser/client-steps.ts';
import { logInCompany } from '../browser/company-steps.ts';
import type { Person } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, press } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { panaderia } from '../helpers/companies.ts';
import { typedFacilitador } from '../helpers/facilitador-data.ts';
import { jpeg, png } from '../helpers/files/images.ts';
import { onePage } from '../helpers/files/pdfs.ts';

const ROSA = '44.000.001-0';

/** The words of the page, as they are seen. */
export const said = ({ page }: Person): Promise<string> => page.locator('main').innerText();

const attach = ({ page }: Person, field: string, name: string, content: Uint8Array): Promise<void> =>
  page.setInputFiles(`#${field}`, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

/** From «Validar» to the folio, with both files. */
export async function asks(t: ExecutionContext, { app }: Stage, rosa: Person): Promise<string> {
  const { page, look } = rosa;
  await page.goto(`${app.issuer}/facilitador`);
  await fill(page, { rut: panaderia.rut, rut_representante: ROSA, clave: panaderia.key, captcha: CAPTCHA_ANSWER });
  await press(page, 'Validar');
  await attach(rosa, 'declaracion', 'declaracion.pdf', onePage());
  await press(page, 'Continuar');
  await fill(page, typedFacilitador.documento);
  await attach(rosa, 'documento', 'pasaporte.jpg', await jpeg());
  await press(page, 'Continuar');
  await fill(page, typedFacilitador.persona);
  await press(page, 'Continuar');
  await fill(page, typedFacilitador.pregunta);
  await press(page, 'Continuar');
  await look();
  await press(page, 'Realizar Solicitud');
  t.is(await heading(page), 'Éxito');
  return /FE-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await said(rosa))?.[0] ?? '';
}

/** In Mi cuenta the company reads which part is wrong and why, and sends another copy of the document alone. */
export async function corrects(t: ExecutionContext, rosa: Person, folio: string, reason: string): Promise<void> {
  const { page, look } = rosa;
  await follow(page, page.getByRole('link', { name: 'Siga la solicitud en Mi cuenta' }));
  await pressTab(page, 'Empresa');
  await logInCompany(page, panaderia.rut, ROSA);
  const words = await said(rosa);
  for (const part of [folio, 'Por corregir', reason]) t.true(words.includes(part), words);
  await look();
  await follow(page, page.getByRole('link', { name: /^Corregir/ }));
  t.is(await page.locator('#numero_documento, #nombres, #declaracion').count(), 0, 'what was not sent back stays');
  await look();
  await attach(rosa, 'documento', 'nitido.png', await png(900, 640));
  await fill(page, { actual: panaderia.key });
  await press(page, 'Enviar lo corregido');
  t.regex(await said(rosa), /Recibimos lo corregido.*En revisión/s);
  await look();
}

/** Mi cuenta lists the facilitador, and the company puts an end to the mandate with its key. */
export async function ends(t: ExecutionContext, { app }: Stage, rosa: Person, folio: string): Promise<void> {
  const { page, look } = rosa;
  await page.goto(`${app.issuer}/cuenta/facilitadores/solicitudes`);
  t.regex(await said(rosa), /Aprobada/);
  await look();
  await page.goto(`${app.issuer}/cuenta/facilitadores`);
  t.true((await said(rosa)).includes(`Solicitud ${folio}`));
  await look();
  await page.getByRole('radio', { name: /Inés Quispe Mamani/ }).check();
  await fill(page, { actual: panaderia.key });
  await press(page, 'Poner fin');
  t.regex(await said(rosa), /no tiene facilitadores extranjeros que puedan ingresar/);
  await look();
}
