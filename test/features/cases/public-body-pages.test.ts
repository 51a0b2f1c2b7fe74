/** Public bodies on pages: the desk names, a first person invites and ends, and the desk withdraws. */
import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import type { Visit } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { pressOn } from '../../helpers/cuenta.ts';
import { personNow } from '../../helpers/members.ts';
import { signedInAt } from '../../helpers/own-session.ts';
import { firstPerson, invitedByDesk, namingForm, OFFICIAL, sence, tokenTo } from '../../helpers/public-bodies.ts';
import { openStaff } from '../../helpers/staff.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const { deps } = app;

const LIST = `${app.issuer}/mesa/organismos`;
const GUEST = 'desarrollo@organismo.example';
const tokenIn = ({ html }: Visit): string => /name="ficha" value="([^"]+)"/.exec(html)?.[1] ?? '';
const membersOf = () => deps.mandates.ofOrganisation(sence.rut, 'miembro');

test.serial('a member types the document of a public body, and its case shows every part of it', async (t) => {
  const { browser } = await openStaff(app, { roles: ['agente', 'revisor'] });
  const list = await browser.get(LIST);
  t.regex(list.text, /Nombrar a la primera persona/);
  const form = await browser.get(`${LIST}/nombrar`);
  const ficha = tokenIn(form);
  const wrong = { ...namingForm, correo: 'alguien@gmail.com', ficha };
  t.regex((await browser.post(`${LIST}/nombrar`, wrong)).text, /no es de una institución/);
  const person = await browser.post(`${LIST}/nombrar`, { ...namingForm, numero: rosa.rut, acto_fecha: '', ficha });
  t.is(person.status, 422);
  t.is((person.html.match(/id="(?:numero|acto_fecha)-e"/g) ?? []).length, 2);
  const done = await browser.post(`${LIST}/nombrar`, { ...namingForm, ficha });
  t.is(done.status, 303);
  const opening = String(done.headers.get('location'));
  const reason = await browser.get(app.issuer + opening);
  const opened = await browser.post(app.issuer + opening, { motivo: 'resolver', ficha: tokenIn(reason) });
  const page = await browser.get(app.issuer + String(opened.headers.get('location')));
  for (const shown of [
    sence.razonSocial,
    '61.533.000-0',
    'Resolución 1234',
    'Directora nacional',
    OFFICIAL,
    '12 meses',
  ])
    t.true(page.text.includes(shown), shown);
  t.regex(page.text, /Usted abrió el caso/);
});

test.serial('[threat 729] a first person invites and ends on pages that no one else opens', async (t) => {
  const ana = await personNow(app, rosa.rut);
  const { digits } = await firstPerson(app, ana);
  const { browser } = await signedInAt(app, 'cuenta', ana);
  const home = await browser.get(`${app.issuer}/cuenta/organizaciones`);
  t.regex(home.text, /Servicio Nacional de Capacitación y Empleo ?: Administra/);
  t.regex(home.html, /href="\/cuenta\/organizaciones\/miembros\/invitar"/);
  const form = await browser.get(`${app.issuer}/cuenta/organizaciones/miembros/invitar`);
  const typed = { email: GUEST, rol: 'desarrolla', meses: '3', actual: rosa.key, accion: 'invitar' };
  t.is((await pressOn(browser, form, typed)).status, 422, 'the factor is asked');
  t.is((await pressOn(browser, form, { ...typed, codigo: digits() })).status, 303);
  const waiting = await browser.get(`${app.issuer}/cuenta/organizaciones/miembros/invitaciones`);
  t.regex(waiting.text, /d•••@o•••\.example ?: Desarrolla, por Servicio Nacional/);

  const guest = await signedInAt(app, 'cuenta', await personNow(app, pedro.rut));
  const link = `${app.issuer}/cuenta/organizaciones/invitacion/${await tokenTo(app, GUEST)}`;
  const page = await guest.browser.get(link);
  t.regex(page.text, /Servicio Nacional de Capacitación y Empleo lo invita/);
  t.is((await pressOn(guest.browser, page, {})).status, 303);
  for (const path of ['', '/invitar', '/invitaciones']) {
    const refused = await guest.browser.get(`${app.issuer}/cuenta/organizaciones/miembros${path}`);
    t.is(refused.headers.get('location'), '/cuenta', path);
  }
  const list = await browser.get(`${app.issuer}/cuenta/organizaciones/miembros`);
  const miembro = /name="miembro" value="([^"]+)"/.exec(list.html)?.[1] ?? '';
  t.is((list.html.match(/name="miembro"/g) ?? []).length, 1, 'the own access is the desk’s to end');
  const [named] = await deps.mandates.named(10);
  const ends = { actual: rosa.key, accion: 'fin' };
  t.is((await pressOn(browser, list, { ...ends, codigo: digits(), miembro: named?.id ?? '' })).status, 422);
  t.is((await pressOn(browser, list, { ...ends, codigo: digits(), miembro })).status, 303);
  t.deepEqual(
    (await membersOf()).map(({ id }) => id),
    [named?.id],
  );
});

test.serial('a revisor withdraws on the page, with a reason; an agente reads and may ask to renew', async (t) => {
  const invited = await invitedByDesk(app);
  const [named] = await deps.mandates.named(10);
  const sheet = `${LIST}/${named?.id}`;
  const agent = await openStaff(app, { roles: ['agente'] });
  const read = await agent.browser.get(sheet);
  t.regex(read.text, /RUT 44\.•••\.•••-0|Rosa/);
  t.notRegex(read.html, /value="retirar"/);
  const ficha = tokenIn(read);
  t.is((await agent.browser.post(sheet, { accion: 'retirar', motivo: 'a-pedido', ficha })).status, 422);
  t.is((await membersOf()).length, 1);

  const { browser } = await openStaff(app, { roles: ['revisor'] });
  const form = await browser.get(sheet);
  const press = { ficha: tokenIn(form), accion: 'retirar' };
  t.regex((await browser.post(sheet, press)).text, /Elija por qué se retira el acceso/);
  t.is(
    (await browser.post(sheet, { ...press, motivo: 'cambio-de-cargo' })).headers.get('location'),
    '/mesa/organismos?hecho=retirado',
  );
  t.deepEqual(await membersOf(), []);
  const waiting = await browser.get(`${LIST}/${invited.id}`);
  t.regex(waiting.text, /Espera respuesta/);
  const back = { ficha: tokenIn(waiting), accion: 'retirar-invitacion' };
  t.is((await browser.post(`${LIST}/${invited.id}`, back)).status, 303);
  t.is((await deps.memberInvitations.find(invited.id))?.state, 'retirada');
  t.regex((await browser.get(LIST)).text, /Ninguno por ahora/);
});
