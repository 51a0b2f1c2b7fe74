import test from 'ava';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { openWithCompany } from '../../helpers/company-factor.ts';
import { beginRequest, fillRequest } from '../../helpers/facilitador.ts';
import { typedFacilitador } from '../../helpers/facilitador-data.ts';
import { jpeg, svg } from '../../helpers/files/images.ts';

test('[guide facilitador] a company asks for a facilitador page by page, and gets a folio', async (t) => {
  const { app, account } = await openWithCompany(t);
  const browser = openBrowser();
  const declaration = await beginRequest(app, browser);
  t.true(declaration.text.includes('Adjuntar Declaración Jurada'), declaration.text);
  t.true(declaration.text.includes('Paso 2 de 5'));
  const review = await fillRequest(app, browser, declaration);
  for (const said of ['XA123456', 'Pasaporte', 'Inés Quispe Mamani', '29-02-1988', 'Perú', 'pasaporte.jpg'])
    t.true(review.text.includes(said), `${said}: ${review.text}`);
  const form = { paso: 'review', accion: 'continuar' };
  const [first, second] = await Promise.all([browser.send(review, form), browser.send(review, form)]);
  const done = await browser.follow(first, app.issuer);
  t.is((await browser.follow(second, app.issuer)).text, done.text, 'a double click makes one');
  const [request, ...more] = await app.deps.facilitadorRequests.ofCompany(account.id, { limit: 20 });
  t.is(more.length, 0);
  t.true(done.text.includes(request?.folio ?? 'no request'), done.text);
  t.like(request, {
    state: 'recibida',
    company: { razonSocial: 'Panadería Los Andes SpA' },
    data: { document: { kind: 'pasaporte', number: 'XA123456' }, birthDate: '1988-02-29', country: 'PE' },
  });
  for (const id of Object.values(request?.files ?? {}))
    t.truthy((await rowsOf(app, 'files', { id }))[0]?.kept_at, 'its files are kept');
});

test('[threat 418] a draft opens in the browser that began it alone, and its statement too', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const page = await beginRequest(app, browser);
  const docx = await browser.get(`${page.url}/declaracion.docx`);
  t.is(docx.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  t.true(docx.html.startsWith('PK'));
  const other = openBrowser();
  t.true((await other.get(page.url)).text.includes('La solicitud terminó'));
  t.is((await other.get(`${page.url}/declaracion.docx`)).status, 303);
  t.is((await other.sendFiles(page, {}, { declaracion: ['a.jpg', await jpeg()] })).status, 403);
  t.is((await rowsOf(app, 'files')).length, 0);
});

test('a form with a file that answers a page of before leads to the current one, and its file is not read', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const page = await beginRequest(app, browser);
  const sent = async () => browser.sendFiles(page, {}, { declaracion: ['a.jpg', await jpeg()] });
  t.is((await sent()).status, 303);
  t.is((await sent()).status, 303);
  t.is((await rowsOf(app, 'files')).length, 1);
});

test('[threat 415] only the key of the company and a representative at the SII begin a request', async (t) => {
  const { app } = await openWithCompany(t);
  const wrong = await beginRequest(app, openBrowser(), { clave: 'Otra-clave' });
  t.is(wrong.status, 422);
  t.false(wrong.text.includes('Subir Solicitud'));
  const stranger = await beginRequest(app, openBrowser(), { rut_representante: '44.000.003-7' });
  t.is(stranger.status, 422);
  t.is((await rowsOf(app, 'facilitador_drafts')).length, 0);
  const letters = await beginRequest(app, openBrowser(), { captcha: 'OTRAS' });
  t.is(letters.status, 422);
  t.is((await rowsOf(app, 'facilitador_drafts')).length, 0);
});

test('a file that was taken survives what is wrong beside it, and what is wrong is said at its field', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const page = await beginRequest(app, browser);
  const none = await browser.sendFiles(page, {}, {});
  t.true(none.text.includes('Elija un archivo'), none.text);
  const picture = await browser.sendFiles(page, {}, { declaracion: ['a.png', svg] });
  t.true(picture.text.includes('no es una imagen JPG o PNG'));
  const document = await browser.follow(
    await browser.sendFiles(page, {}, { declaracion: ['a.jpg', await jpeg()] }),
    app.issuer,
  );
  const files = { documento: ['pasaporte.jpg', await jpeg()] as const };
  const again = await browser.sendFiles(document, { numero_documento: '¿?', tipo_documento: 'pasaporte' }, files);
  t.is(again.status, 422);
  t.true(again.text.includes('pasaporte.jpg, 1 página'), again.text);
  t.true(again.html.includes('value="¿?"'));
  const person = await browser.follow(await browser.sendFiles(again, typedFacilitador.documento, {}), app.issuer);
  t.true(person.text.includes('Fecha de Nacimiento'));
  const wrong = await browser.send(person, { ...typedFacilitador.persona, fecha_nacimiento: '30-02-1990', pais: '' });
  t.true(wrong.text.includes('Escriba una fecha que exista'));
  const young = await browser.send(person, { ...typedFacilitador.persona, fecha_nacimiento: '01-01-2015' });
  t.true(young.text.includes('18 años o más'));
});

test('[threat 416] a mailbox of the company, or of its domain, is no facilitador’s', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const page = await beginRequest(app, browser);
  const declared = await browser.sendFiles(page, {}, { declaracion: ['a.jpg', await jpeg()] });
  const document = await browser.follow(declared, app.issuer);
  const files = { documento: ['pasaporte.jpg', await jpeg()] as const };
  const sent = await browser.sendFiles(document, typedFacilitador.documento, files);
  const person = await browser.follow(sent, app.issuer);
  for (const email of ['contacto@panaderia.example', 'CONTACTO+x@panaderia.example', 'ines@correo.panaderia.example']) {
    const said = await browser.send(person, { ...typedFacilitador.persona, email });
    t.true(said.text.includes('Ese correo es de la empresa o de su dominio'), said.text);
  }
});

test('what was typed as question and answer is in no draft, no log and no page after it', async (t) => {
  const { app } = await openWithCompany(t);
  const { change } = app.deps.facilitadorDrafts;
  const written: string[] = [];
  const watched: typeof change = async (...asked) => {
    const after = await change(...asked);
    written.push(JSON.stringify(after));
    return after;
  };
  Object.assign(app.deps.facilitadorDrafts, { change: watched });
  const browser = openBrowser();
  const review = await fillRequest(app, browser, await beginRequest(app, browser));
  t.true(review.text.includes('Realizar Solicitud'));
  t.true(written.length >= 4 && written.some((draft) => draft.includes('Quispe')));
  for (const text of [review.text, ...written, ...app.logged]) t.false(text.includes('perro'));
});
