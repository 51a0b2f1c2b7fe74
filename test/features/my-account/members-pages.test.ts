import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { enterCuenta, goToCuenta, pressOn } from '../../helpers/cuenta.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import {
  acceptBy,
  giveRepresentativeApp,
  INVITED,
  invitationIn,
  inviteBy,
  panaderiaNow,
  personNow,
} from '../../helpers/members.ts';

const PAGE = '/cuenta/miembros';
const INVITATION = '/cuenta/organizaciones/invitacion';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app);
  return app;
}

/** Signs a company in and ends at a page of Mi cuenta. */
async function asCompany(app: TestApp, browser: Browser, path = PAGE, rut: string = panaderia.rut, run = rosa.rut) {
  const page = await browser.follow(await browser.get(`${app.issuer}${path}`), app.issuer);
  if (!page.url.includes('/ingresar/')) return page;
  const form = await browser.get(`${page.url}?perfil=juridica`);
  const typed = { perfil: 'juridica', rut, rut_representante: run, clave: panaderia.key, accion: 'ingresar' };
  return browser.follow(await browser.send(form, typed), app.issuer);
}

const membersOf = ({ deps }: TestApp) => deps.mandates.ofOrganisation(losAndes.rut, 'miembro');

const invitationOn = ({ html }: Visit): string => /name="invitacion" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** The value of the first choice of a page. */
const chosenIn = ({ html }: Visit): string => /name="miembro" value="([^"]+)"/.exec(html)?.[1] ?? '';

test('a company invites by mail, a person accepts with the own key, and either side ends it', async (t) => {
  const app = await open(t);
  const [company, person] = [openBrowser(), await enterCuenta(app)];
  await asCompany(app, company);
  const { digits } = await giveRepresentativeApp(app);
  const form = await asCompany(app, company, `${PAGE}/invitar`);
  const typed = { email: INVITED, rol: 'desarrolla', meses: '3', accion: 'invitar' };
  const wrong = { ...typed, actual: 'Otra-clave-1', codigo: digits() };
  t.is((await pressOn(company, form, wrong)).status, 422, 'the key is proved again');
  t.is((await pressOn(company, form, { ...typed, actual: panaderia.key })).status, 422, 'and the factor');
  const empty = await pressOn(company, form, { actual: panaderia.key, accion: 'invitar' });
  t.regex(empty.text, /Elija qué podrá hacer esta persona/);
  t.regex(empty.text, /Elija por cuánto tiempo/);
  t.is((await pressOn(company, form, { ...typed, actual: panaderia.key, codigo: digits() })).status, 303);

  const token = await invitationIn(app);
  const mail = (await app.mailbox()).find(({ to }) => to === INVITED)?.text ?? '';
  t.regex(mail, /Panadería Los Andes SpA/);
  const page = await person.get(`${app.issuer}${INVITATION}/${token}`);
  t.regex(page.text, /Panadería Los Andes SpA lo invita/);
  t.regex(page.text, /Desarrolla/);
  t.is((await membersOf(app)).length, 0, 'reading accepts nothing');
  t.is((await pressOn(person, page, {})).status, 303);
  t.regex((await goToCuenta(app, person, '/organizaciones')).text, /Panadería Los Andes SpA ?: Desarrolla/);
  t.regex((await person.get(page.url)).text, /ya no está vigente/);

  const list = await asCompany(app, company);
  t.regex(list.text, /RUT 44\.•••\.•••-0|Rosa/);
  const [before] = await membersOf(app);
  const fields = { miembro: chosenIn(list), actual: panaderia.key };
  t.is((await pressOn(company, list, { ...fields, codigo: digits(), accion: 'fecha', meses: '12' })).status, 303);
  const [after] = await membersOf(app);
  t.true((after?.until.getTime() ?? 0) > (before?.until.getTime() ?? 0));
  t.is((await pressOn(company, list, { ...fields, codigo: digits(), accion: 'fin' })).status, 303);
  t.regex((await goToCuenta(app, person, '/organizaciones')).text, /Ninguna organización le dio acceso/);

  await acceptBy(app, await personNow(app, rosa.rut), await inviteBy(app));
  const own = await goToCuenta(app, person, '/organizaciones');
  t.is((await pressOn(person, own, { miembro: chosenIn(own) })).status, 303);
  t.deepEqual(await membersOf(app), []);
  t.regex((await goToCuenta(app, person, '/actividad')).text, /Terminó el acceso de una persona a una organización/);
});

test('[threat 720] without a second factor a representative invites no one and dates nothing, and still ends', async (t) => {
  const app = await open(t);
  await acceptBy(app, await personNow(app, rosa.rut), await inviteBy(app));
  const [member] = await membersOf(app);
  const company = openBrowser();
  const form = await asCompany(app, company, `${PAGE}/invitar`);
  t.regex(form.text, /Necesita un segundo factor/);
  t.notRegex(form.text, /Enviar la invitación/);
  const list = await asCompany(app, company);
  t.notRegex(list.text, /Cambiar la fecha/);
  const typed = { email: INVITED, rol: 'mira', meses: '3', actual: panaderia.key, accion: 'invitar' };
  const refused = await pressOn(company, { ...list, url: form.url }, typed);
  t.is(refused.status, 422);
  t.regex(refused.text, /Para administrar se necesita un segundo factor/);
  const fields = { miembro: member?.id ?? '', actual: panaderia.key };
  t.is((await pressOn(company, list, { ...fields, accion: 'fecha', meses: '12' })).status, 422);
  t.is((await membersOf(app))[0]?.until.getTime(), member?.until.getTime());
  t.is((await pressOn(company, list, { ...fields, accion: 'fin' })).status, 303);
  t.deepEqual(await membersOf(app), []);
});

test('[threat 615] another company and another member end nothing, and read nothing', async (t) => {
  const app = await open(t);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  await acceptBy(app, await personNow(app, rosa.rut), await inviteBy(app));
  await acceptBy(app, await personNow(app, pedro.rut), await inviteBy(app, { role: 'mira' }));
  const [first] = await membersOf(app);
  const miembro = first?.id ?? '';

  const stranger = openBrowser();
  const page = await asCompany(app, stranger, PAGE, '54.000.109-K', '44.000.003-7');
  t.regex(page.text, /La organización no tiene miembros/);
  const { html } = await asCompany(app, stranger, '/cuenta/detener');
  for (const accion of ['fin', 'fecha']) {
    const refused = await pressOn(stranger, { ...page, html }, { miembro, actual: panaderia.key, accion, meses: '12' });
    t.is(refused.status, 422);
    t.regex(refused.text, /Ese acceso ya terminó/);
  }
  await inviteBy(app);
  const [pending] = await app.deps.memberInvitations.openOf((await panaderiaNow(app)).id, 10);
  for (const accion of ['retirar', 'reenviar']) {
    const at = await asCompany(app, stranger, `${PAGE}/invitaciones`, '54.000.109-K', '44.000.003-7');
    t.regex(at.text, /no tiene invitaciones/);
    const refused = await pressOn(stranger, { ...at, html }, { invitacion: pending?.id ?? '', accion });
    t.is(refused.status, 422);
    t.regex(refused.text, /Esa invitación ya terminó/);
  }
  t.deepEqual(await app.deps.memberInvitations.find(pending?.id ?? ''), pending);
  const other = await enterCuenta(app, pedro);
  const own = await goToCuenta(app, other, '/organizaciones');
  t.notRegex(own.html, new RegExp(miembro));
  t.is((await pressOn(other, own, { miembro })).status, 422);
  t.is((await other.get(`${app.issuer}${PAGE}`)).headers.get('location'), '/cuenta', 'a member invites no one');
  t.is((await membersOf(app)).length, 2);
  t.is((await app.deps.mandates.find(miembro))?.until.getTime(), first?.until.getTime());
});

test('[threat 616] the link alone lets no one in, a company does not accept, and what is withdrawn opens nothing', async (t) => {
  const app = await open(t);
  const token = await inviteBy(app);
  const address = `${app.issuer}${INVITATION}/${token}`;
  const nobody = await openBrowser().get(address);
  t.is(nobody.status, 303);
  t.notRegex(nobody.html, /Panadería/);
  const company = openBrowser();
  await asCompany(app, company);
  const refused = await pressOn(company, await company.get(address), {});
  t.regex(refused.text, /Esta cuenta no es de una persona/);
  t.is((await membersOf(app)).length, 0);

  const list = await asCompany(app, company, `${PAGE}/invitaciones`);
  t.regex(list.text, /e•••@c•••\.example ?: Desarrolla/);
  t.notRegex(list.html, new RegExp(INVITED));
  t.is((await pressOn(company, list, { invitacion: invitationOn(list), accion: 'retirar' })).status, 303);
  t.regex((await asCompany(app, company, `${PAGE}/invitaciones`)).text, /no tiene invitaciones/);
  t.regex((await (await enterCuenta(app)).get(address)).text, /ya no está vigente/);
});
