/** The page on which the desk reviews a request: what it shows, what is preselected, and what it sends back. */
import test, { type ExecutionContext } from 'ava';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { answerWithRequest } from '../../../src/features/cases/use-cases/answer-request.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { withdrawCase } from '../../../src/features/cases/use-cases/own-case.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor } from '../../helpers/cases.ts';
import { panaderiaContacts } from '../../helpers/companies.ts';
import { askWithCase, openReview } from '../../helpers/facilitador-review.ts';
import { tokenIn } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

/** A request, and the address of its case in the session of a member. */
async function openPage(t: ExecutionContext) {
  const review = await openReview(t);
  const { app, request } = review;
  const at = await openStaff(app, { roles: ['agente', 'revisor'], office: 'Arica' });
  const session = await app.deps.staffSessions.use(at.token);
  if (typeof session !== 'object') throw new Error('the session is over');
  const sheet = app.issuer + caseAddress(app.deps, { sessionId: session.id }, 'caso', request.folio);
  return { ...review, at, sheet };
}

test('[ux 35] the page has the pixels of both files beside what the company typed, and nothing is chosen', async (t) => {
  const { at, sheet } = await openPage(t);
  const first = await at.browser.get(`${sheet}/copia/1`);
  t.is(first.status, 200);
  for (const said of [
    'Panadería Los Andes SpA',
    '54.000.001-8',
    'Pasaporte: XA123456',
    'Inés Quispe Mamani',
    'Femenino',
    '29-02-1988',
    'Perú',
  ])
    t.true(first.text.includes(said), `${said}: ${first.text}`);
  t.false(first.text.includes('ines@correo.example'), 'a whole contact is shown to no member');
  t.regex(first.text, /Documento de Identificación ?:.*Página 1 de 2/);
  t.regex(first.text, /Ninguna otra solicitud tiene este documento/);
  const second = await at.browser.get(`${sheet}/copia/2`);
  t.regex(second.text, /Declaración jurada ?:.*Página 2 de 2/);
  for (const page of [1, 2])
    t.is((await at.browser.get(`${sheet}/pixeles/${page}`)).headers.get('content-type'), 'image/png');
  t.is((await at.browser.get(`${sheet}/pixeles/3`)).status, 404);
  for (const { html } of [first, second]) t.notRegex(html, /<select|checked|selected/);
  const page = (await at.browser.get(sheet)).text;
  t.regex(page, /Revisar el documento y los datos/);
  t.regex(page, / Empresa Perfil .* Mensajes con la empresa .* La empresa lo leerá/);
  t.notRegex(page, /[Ll]a persona/, 'a company asks');
});

test('parts are sent back each with its reason, which the company reads in its mail, its case and Mi cuenta alone', async (t) => {
  const { app, at, sheet, requestNow } = await openPage(t);
  const page = await at.browser.get(`${sheet}/copia/1`);
  const send = (fields: object) => at.browser.send(page, { accion: 'observar', ...fields });
  t.regex((await send({})).text, /al menos un dato/);
  t.is((await send({ nombre: 'corto' })).status, 422);
  t.is((await requestNow()).state, 'en-revision');
  const sent = await send({ archivo: 'La foto está borrosa', nombre: 'El segundo apellido es otro.' });
  t.is(sent.status, 303);
  t.deepEqual((await requestNow()).observed, [
    { part: 'documentFile', reason: 'La foto está borrosa' },
    { part: 'name', reason: 'El segundo apellido es otro.' },
  ]);
  const told = (await app.mailbox()).filter(({ to }) => to === panaderiaContacts.office).map(({ text }) => text);
  t.true(told.some((text) => text.includes('recibió su caso')) && told.some((text) => text.includes('pide corregir')));
  t.false(
    told.some((text) => text.includes('en persona')),
    'no one is to come',
  );
  const own = await openBrowser().get(`${app.issuer}/caso/${await tokenIn(app, panaderiaContacts.office, 'caso')}`);
  t.regex(
    own.text,
    /Documento de Identificación: La foto está borrosa\. Nombres y apellidos: El segundo apellido es otro\./,
  );
  t.false(own.html.includes('value="answer"'), 'it is corrected, not answered in words');
  const letters = await app.mailbox();
  t.false(
    letters.some(({ text }) => text.includes('borrosa')),
    'no letter has a word of it',
  );
  const again = await at.browser.get(`${sheet}/copia/1`);
  t.regex(
    again.text,
    /Pedir que corrija.*Ahora no se puede: el caso tiene una propuesta, espera a la empresa o terminó/,
  );
});

test('[threat 431] a folio opens nothing: neither to another company, nor on a page, nor to a member without a reason', async (t) => {
  const { app, at, request, requestNow, sheet } = await openPage(t);
  const { folio } = request;
  t.is((await openBrowser().get(`${app.issuer}/caso/${folio}`)).status, 404);
  const stranger = { ...request.company, accountId: '00000000-0000-4000-8000-000000000000' };
  await isRefusedFor(t, 'missing', async () =>
    answerWithRequest(app.deps, { ...(await requestNow()), company: stranger }),
  );
  await isRefusedFor(t, 'missing', () => withdrawCase(app.deps, { folio, account: stranger.accountId }));
  t.not((await at.browser.get(`${app.issuer}/mesa/casos/caso/${folio}`)).status, 200);
  const other = await openStaff(app, { roles: ['agente'], office: 'Talca' });
  t.not((await other.browser.get(`${sheet}/copia/1`)).status, 200, 'the address is of one session');
  t.deepEqual(await rowsOf(app, 'audit', { act: 'file.shown' }), []);
});

test('[threat 433] the page of a second request names the rejected one with its folio', async (t) => {
  const { app, ask, at, agent, request, reviewer } = await openPage(t);
  await proposeDecision(app.deps, agent, { outcome: 'rechazada', reason: 'El pasaporte es de otra persona.' });
  await confirmDecision(app.deps, reviewer);
  const second = await askWithCase(app.deps, ask, 'otra@correo.example');
  const session = await app.deps.staffSessions.use(at.token);
  if (typeof session !== 'object') throw new Error('the session is over');
  const address = app.issuer + caseAddress(app.deps, { sessionId: session.id }, 'caso', second.folio);
  for (const { text } of [await at.browser.get(address), await at.browser.get(`${address}/copia/1`)])
    t.true(text.includes(`${request.folio} Panadería Los Andes SpA: Rechazada`), text);
});
