/** A company asks for a foreign facilitador, from «Validar» to the folio, with files that are refused in between. */
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import { fill, follow, heading, press } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { typedFacilitador } from '../helpers/facilitador-data.ts';
import { jpeg, svg } from '../helpers/files/images.ts';
import { onePage } from '../helpers/files/pdfs.ts';
import { withinMs } from '../helpers/within-ms.ts';

for (const one of runs) test.serial(`a company asks for a facilitador and gets a folio: ${one.how}`, asks, one);

const said = ({ page }: Person): Promise<string> => page.locator('main').innerText();

const choose = (page: Page, field: string, name: string, content: Uint8Array): Promise<void> =>
  page.setInputFiles(`#${field}`, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

/** The sworn statement: a drawing is refused, and a PDF is taken. */
async function declares(t: ExecutionContext, rosas: Person): Promise<void> {
  const { page, look } = rosas;
  t.is(await heading(page), 'Adjunte la declaración jurada');
  await look();
  await choose(page, 'declaracion', 'firma.svg', svg);
  await press(page, 'Continuar');
  t.regex(await said(rosas), /no es una imagen JPG o PNG/);
  await look();
  await choose(page, 'declaracion', 'declaracion.pdf', onePage());
  await press(page, 'Continuar');
}

/** The document: a wrong number is corrected, and the file that was taken is not sent again. */
async function identifies(t: ExecutionContext, rosas: Person): Promise<void> {
  const { page, look } = rosas;
  t.is(await heading(page), 'Documento del facilitador');
  await look();
  await fill(page, { numero_documento: '¿?', tipo_documento: 'pasaporte' });
  await choose(page, 'documento', 'pasaporte.jpg', await jpeg());
  await press(page, 'Continuar');
  t.regex(await said(rosas), /pasaporte\.jpg, 1 página, \d+ KB, recibido/);
  await look();
  await fill(page, typedFacilitador.documento);
  await press(page, 'Continuar');
}

async function asks(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  t.timeout(withinMs(180_000));
  const { app } = stage;
  await openCompany(app);
  const rosas = await enter(t, stage, one);
  const { page, look, complaints } = rosas;
  await page.goto(`${app.issuer}/facilitador`);
  await look();
  const company = { rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  await fill(page, { ...company, captcha: CAPTCHA_ANSWER });
  await press(page, 'Validar');
  await declares(t, rosas);
  await identifies(t, rosas);
  await look();
  await fill(page, typedFacilitador.persona);
  await press(page, 'Continuar');
  await look();
  await fill(page, typedFacilitador.pregunta);
  await press(page, 'Continuar');
  t.regex(await said(rosas), /XA123456.*29-02-1988/s);
  await look();
  await press(page, 'Realizar Solicitud');
  t.is(await heading(page), 'Éxito');
  t.regex(await said(rosas), /FE-[2-9A-Z]{4}-[2-9A-Z]{4}/);
  await look();
  await follow(page, page.getByRole('link', { name: 'Siga la solicitud en Mi cuenta' }));
  t.deepEqual(complaints, []);
}
