/** A company that is signed in names the request of another one at each address that takes a folio. */
import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { openObserved, REQUESTS } from '../../helpers/facilitador-company.ts';
import { cordillera } from '../../helpers/facilitadores.ts';
import { png } from '../../helpers/files/images.ts';

const blurred = { part: 'documentFile', reason: 'La foto está borrosa.' } as const;

test('[threat 431] another company neither reads, corrects nor withdraws a request, and sends no file to it', async (t) => {
  const { app, request, requestNow } = await openObserved(t, [blurred]);
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(app.issuer + REQUESTS), app.issuer);
  const typed = { perfil: 'juridica', rut: cordillera.rut, rut_representante: '44.000.003-7', clave: panaderia.key };
  const list = await browser.follow(await browser.send(form, typed), app.issuer);
  t.true(list.text.includes(cordillera.razonSocial), list.text);
  t.false(list.text.includes(request.folio));
  const before = await requestNow();
  const files = await app.raw.run<unknown[]>((sql) => sql('files'));
  const path = `${app.issuer}${REQUESTS}/${request.folio}/corregir`;
  t.is((await browser.get(path)).status, 303);
  const own = { ...list, url: path, html: list.html.replace(`action="${REQUESTS}"`, `action="${path}"`) };
  const fields = { actual: panaderia.key, accion: 'corregir', version: String(before.version) };
  const sent = await browser.sendFiles(own, fields, { documento: ['otro.png', await png()] });
  t.is(sent.status, 422);
  t.false(sent.text.includes(request.folio));
  t.is((await app.raw.run<unknown[]>((sql) => sql('files'))).length, files.length, 'no byte of a file is read');
  const retire = { ...list, html: list.html.replace(`action="${REQUESTS}"`, `action="${REQUESTS}/retirar"`) };
  const gone = await browser.send(retire, { solicitud: request.folio, actual: panaderia.key });
  t.is(gone.status, 422);
  t.regex(gone.text, /ya no está como usted la vio/);
  t.deepEqual(await requestNow(), before);
});
