import test, { type ExecutionContext } from 'ava';
import { observeRequest } from '../../../src/features/cases/use-cases/observe-request.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { panaderia } from '../../helpers/companies.ts';
import { openReview } from '../../helpers/facilitador-review.ts';
import { onePage } from '../../helpers/files/pdfs.ts';

const parts = [
  { part: 'documentFile', reason: 'La foto tiene un reflejo.' },
  { part: 'name', reason: 'El segundo apellido es otro.' },
] as const;

/** A request that was sent back, and the company's representative on the page where it is corrected. */
async function openObserved(t: ExecutionContext) {
  const review = await openReview(t);
  const { app, request } = review;
  await observeRequest(app.deps, review.agent, { parts, text: 'La foto tiene un reflejo.' });
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(`${app.issuer}/cuenta/facilitadores`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  const list = await browser.follow(await browser.send(form, fields), app.issuer);
  const page = await browser.get(`${app.issuer}/cuenta/facilitadores/${request.folio}`);
  return { ...review, browser, list, page };
}

const names = { nombres: 'Inés', paterno: 'Quispe', materno: 'Rojas' };
const file = { documento: ['mejor.pdf', onePage()] as const };

test('the company corrects what was sent back and nothing else, a file survives a wrong key, and the review goes on', async (t) => {
  const { app, browser, list, page, request, requestNow, caseNow } = await openObserved(t);
  t.true(list.html.includes(`/cuenta/facilitadores/${request.folio}`), list.text);
  t.regex(page.text, /La foto tiene un reflejo.*El segundo apellido es otro/);
  t.false(page.html.includes('name="email"'), 'what fits is not asked again');
  const wrong = await browser.sendFiles(page, { ...names, actual: 'Otra-clave' }, file);
  t.is(wrong.status, 422, wrong.text);
  t.regex(wrong.text, /mejor\.pdf, 1 página.*recibido/);
  t.is((await requestNow()).state, 'observada');
  const more = { email: 'otra@correo.example', sexo: 'M', numero_documento: 'ZZ9' };
  const sent = await browser.sendFiles(wrong, { ...names, ...more, actual: panaderia.key }, {});
  t.is(sent.status, 303, sent.text);
  const after = await requestNow();
  t.like(after, { state: 'en-revision', observed: [] });
  t.deepEqual(after.data, { ...request.data, name: { given: 'Inés', paternal: 'Quispe', maternal: 'Rojas' } });
  t.is(after.files.declaration, request.files.declaration);
  t.not(after.files.document, request.files.document);
  t.like(await caseNow(), { state: 'en-revision', copy: { sha256: after.digest } });
  t.regex((await browser.follow(sent, app.issuer)).text, /Recibimos lo corregido/);
  const again = await browser.sendFiles(page, { ...names, actual: panaderia.key }, file);
  t.is(again.status, 403, 'a form of before changes nothing');
  t.is((await requestNow()).version, after.version);
});

test('a file that was sent back is asked for, and a request that is not to be corrected has no such page', async (t) => {
  const { app, browser, page, requestNow } = await openObserved(t);
  const without = await browser.sendFiles(page, { ...names, actual: panaderia.key }, {});
  t.is(without.status, 422);
  t.is((await requestNow()).state, 'observada');
  t.is((await browser.get(`${app.issuer}/cuenta/facilitadores/FE-2222-2222`)).status, 303);
});
