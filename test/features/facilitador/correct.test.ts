/** A company corrects what was sent back of its request, and nothing else; or withdraws the request. */
import test from 'ava';
import { FILE_BYTES } from '../../../src/domain/files.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { formOf } from '../../helpers/browser.ts';
import { panaderia } from '../../helpers/companies.ts';
import { openObserved, REQUESTS } from '../../helpers/facilitador-company.ts';
import { png } from '../../helpers/files/images.ts';
import { onePage } from '../../helpers/files/pdfs.ts';

const blurred = { part: 'documentFile', reason: 'La foto está borrosa.' } as const;
const misspelt = { part: 'name', reason: 'El documento dice Quispe Mamani Rojas.' } as const;
const key = { actual: panaderia.key, accion: 'corregir' };
const named = { nombres: 'Inés', paterno: 'Quispe', materno: 'Mamani Rojas' };

test('a company corrects what was sent back, each part beside its reason, and the review goes on', async (t) => {
  const { app, browser, correct, request, requestNow, caseNow } = await openObserved(t, [misspelt, blurred]);
  const page = await correct();
  for (const said of [misspelt.reason, blurred.reason, 'Apellido Materno', 'Documento de Identificación'])
    t.true(page.text.includes(said), said);
  for (const other of ['Fecha de Nacimiento', 'País de Origen', 'Tipo de Documento', 'Subir Solicitud', 'Sexo'])
    t.false(page.text.includes(other), other);
  t.regex(page.html, /value="Mamani"/, 'the fields have what the request says');
  const sent = await browser.sendFiles(page, { ...key, ...named }, { documento: ['nuevo.png', await png()] });
  t.is(sent.status, 303, sent.text);
  const list = await browser.follow(sent, app.issuer);
  t.true(list.text.includes('Recibimos lo corregido'), list.text);
  t.true(list.text.includes('En revisión'));
  const corrected = await requestNow();
  t.like(corrected, { state: 'en-revision', observed: [], data: { name: { maternal: 'Mamani Rojas' } } });
  t.not(corrected.digest, request.digest);
  t.is((await caseNow())?.copy?.sha256, corrected.digest);
  t.is(corrected.files.declaration, request.files.declaration);
  t.truthy((await app.deps.files.find(request.files.document))?.endedAt, 'the file of before is released');
  t.truthy((await rowsOf(app, 'files', { id: corrected.files.document }))[0]?.kept_at, 'the new one is held');
});

test('[threat 435] parts that were not sent back stay, whatever a form made by hand says', async (t) => {
  const { browser, correct, request, requestNow } = await openObserved(t, [misspelt]);
  const forged = { ...named, email: 'otra@correo.example', pais: 'CL', sexo: 'M', numero_documento: 'ZZ999999' };
  const files = { declaracion: ['otra.pdf', onePage()], documento: ['otra.png', await png()] } as const;
  t.is((await browser.sendFiles(await correct(), { ...key, ...forged }, files)).status, 303);
  const { data, files: kept } = await requestNow();
  t.deepEqual(data, { ...request.data, name: { given: 'Inés', paternal: 'Quispe', maternal: 'Mamani Rojas' } });
  t.deepEqual(kept, request.files);
});

test('what is wrong is said at its field, the file that was taken is kept, and the key is proved again', async (t) => {
  const { browser, correct, requestNow } = await openObserved(t, [misspelt, blurred]);
  const page = await correct();
  const none = await browser.sendFiles(page, { ...key, ...named }, {});
  t.is(none.status, 422);
  t.regex(none.text, /Elija un archivo/);
  const large = { documento: ['a.png', new Uint8Array(FILE_BYTES + 1)] } as const;
  t.regex((await browser.sendFiles(page, { ...key, ...named }, large)).text, /pesa más de 1 MB/);
  const files = { documento: ['nuevo.png', await png()] } as const;
  const wrong = await browser.sendFiles(page, { ...key, ...named, actual: 'otra-clave-77', materno: 'Ro9jas' }, files);
  t.is(wrong.status, 422);
  t.regex(wrong.text, /solo letras, espacios/);
  t.regex(wrong.text, /nuevo\.png, 1 página/);
  t.regex(wrong.html, /value="Ro9jas"/);
  const stranger = await browser.sendFiles(wrong, { ...key, ...named, actual: 'otra-clave-77' }, {});
  t.is(stranger.status, 422);
  t.is((await requestNow()).state, 'observada');
  t.is((await browser.sendFiles(stranger, { ...key, ...named }, {})).status, 303);
  t.is((await requestNow()).state, 'en-revision');
});

test('[threat 436] a form of an earlier version sends nothing, and says so', async (t) => {
  const { app, browser, correct, requestNow, sendBack } = await openObserved(t, [misspelt]);
  const old = await correct();
  t.is((await browser.sendFiles(old, { ...key, ...named }, {})).status, 303);
  await sendBack();
  const before = await requestNow();
  const files = await rowsOf(app, 'files');
  const stale = await browser.sendFiles(
    old,
    { ...key, ...named, materno: 'Otra' },
    { documento: ['a.png', await png()] },
  );
  t.is(stale.status, 422);
  t.regex(stale.text, /ya no está como usted la vio.*no recibimos nada/);
  t.true(stale.text.includes(before.folio), 'with the list that shows how it is now');
  t.deepEqual(await requestNow(), before);
  t.is((await rowsOf(app, 'files')).length, files.length, 'no byte of a file was read');
});

test('a double click corrects once', async (t) => {
  const { browser, correct, request, requestNow } = await openObserved(t, [misspelt]);
  const page = await correct();
  const send = () => browser.sendFiles(page, { ...key, ...named }, {});
  const answers = await Promise.all([send(), send()]);
  t.true(answers.some(({ status }) => status === 303));
  t.is((await requestNow()).version, request.version + 3, 'taken, sent back, corrected once');
});

test('data that are as they were correct nothing, and another company reads none of it', async (t) => {
  const { app, browser, correct, request, requestNow } = await openObserved(t, [misspelt]);
  const same = await browser.sendFiles(await correct(), { ...key, ...named, materno: 'Mamani' }, {});
  t.is(same.status, 422);
  t.regex(same.text, /son los mismos que ya tenemos/);
  t.is((await requestNow()).state, 'observada');
  for (const folio of ['FE-2222-2222', request.folio.toLowerCase()])
    t.is((await browser.get(`${app.issuer}${REQUESTS}/${folio}/corregir`)).status, 303);
});

test('a request that is not decided is withdrawn with the key; its folio stays, its files end, and a mail tells it', async (t) => {
  const { app, account, browser, request, requestNow } = await openObserved(t, [blurred]);
  const page = await browser.get(`${app.issuer}${REQUESTS}/retirar`);
  t.regex(page.text, new RegExp(`Folio ${request.folio}`));
  const typed = { solicitud: request.folio, actual: panaderia.key };
  t.regex((await browser.send(page, { ...typed, solicitud: '' })).text, /Elija a un facilitador/);
  t.is((await browser.send(page, { ...typed, actual: 'otra-clave-77' })).status, 422);
  t.is((await requestNow()).state, 'observada');
  const done = await browser.send(page, typed);
  t.is(done.status, 303, done.text);
  const list = await browser.follow(done, app.issuer);
  t.regex(list.text, new RegExp(`Retiramos la solicitud.*${request.folio}.*Retirada por la empresa`));
  t.is((await app.deps.cases.list(account.id)).find(({ folio }) => folio === request.folio)?.state, 'desistida');
  for (const id of Object.values(request.files)) t.like(await app.deps.files.find(id), { reason: undefined });
  for (const id of Object.values(request.files)) t.truthy((await app.deps.files.find(id))?.endedAt);
  t.true(
    (await app.mailbox()).some(({ text }) => text.includes('Usted retiró su caso') && text.includes(request.folio)),
  );
  t.regex((await browser.send(page, typed)).text, /ya no está como usted la vio/);
});

test('[threat 603] a file that a request holds is sent with no other form, which neither uses nor releases it', async (t) => {
  const { app, account, ask, browser, correct, requestNow } = await openObserved(t, [blurred]);
  const wrong = { ...key, actual: 'otra-clave-77' };
  const kept = await browser.sendFiles(await correct(), wrong, { documento: ['nuevo.png', await png()] });
  const { documento_recibido = '' } = formOf(kept).hidden;
  t.not(documento_recibido, '');
  t.is((await browser.sendFiles(kept, key, {})).status, 303);
  const held = (await requestNow()).files.document;
  const other = await ask('otra@correo.example');
  await app.deps.facilitadorRequests.change(other.id, other.version, () => ({
    state: 'observada',
    observed: [blurred],
  }));
  await app.deps.throttles.refund(rateLimits.filesByOwner, 'account', account.id);
  const page = await browser.get(`${app.issuer}${REQUESTS}/${other.folio}/corregir`);
  t.regex((await browser.sendFiles(page, { ...key, documento_recibido }, {})).text, /Elija un archivo/);
  const files = { documento: ['otro.pdf', onePage()] } as const;
  t.regex((await browser.sendFiles(page, { ...wrong, documento_recibido }, files)).text, /otro\.pdf/);
  t.is((await app.deps.files.find(held))?.endedAt, undefined, 'the request under review has its evidence');
});
