import Router from '@koa/router';
import test, { type ExecutionContext } from 'ava';
import { machineRoutes } from '../../../../src/features/developers/machines/routes.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { type Browser, openBrowser } from '../../../helpers/browser.ts';
import { pedro, rosa } from '../../../helpers/client-app.ts';
import { openCompany } from '../../../helpers/companies.ts';
import { cordillera, losAndes } from '../../../helpers/facilitadores.ts';
import { createMachine, MACHINES, machineApis, machineForm, makeSecret } from '../../../helpers/machines.ts';
import { acceptBy, inviteBy, personNow } from '../../../helpers/members.ts';
import { asPanaderia, goToPortal, goToPortalWithFactor, HOME } from '../../../helpers/portal.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: machineApis });
test.after.always(() => app.stop());
const { machines } = app.deps;

const company = openBrowser();
const people = { rosa: openBrowser(), pedro: openBrowser() };
const asPerson = (rut: string) => ({ perfil: 'natural', rut, clave: 'Lautaro-77' });
const acts = ['secreto', 'llave', 'permisos', 'terminar', 'borrar', ''];
/** What takes a scope away where it is allowed. */
const fewerScopes = { vistos: `${machineForm.permiso_1} ${machineForm.permiso_2}`, permiso_2: '' };

/** Every route of the pages of machines, from the router itself. */
function routes(): readonly { readonly path: string; readonly posts: boolean }[] {
  const router = new Router({ prefix: '/desarrolladores' });
  machineRoutes(router, { deps: app.deps, machines: { apis: [], readKey: () => ({ mistake: 'kind' }) } } as never);
  return router.stack.map(({ path, methods }) => ({ path: String(path), posts: methods.includes('POST') }));
}

test.before(async () => {
  await openCompany(app);
  await goToPortalWithFactor(app, company, MACHINES, asPanaderia);
  await acceptBy(app, await personNow(app, rosa.rut), await inviteBy(app, { role: 'desarrolla' }));
  await goToPortal(app, people.rosa, MACHINES, asPerson(rosa.rut));
  await goToPortal(app, people.pedro, MACHINES, asPerson(pedro.rut));
});

/** The token of the forms of the session, from a page that has one for each role. */
const fichaOf = async (browser: Browser): Promise<string> =>
  /name="ficha" value="([^"]+)"/.exec((await browser.get(`${app.issuer}${HOME}/nueva`)).html)?.[1] ?? '';

/** Who goes to which machine: one that the reader may not see is as one that does not exist. */
interface Visitor {
  readonly who: string;
  readonly browser: Browser;
  readonly id: string;
  readonly organizacion: string;
  readonly hidden: boolean;
}

async function assertSees(t: ExecutionContext, { who, browser, id, hidden }: Visitor, path: string): Promise<void> {
  if (!path.includes(':id')) return;
  const page = await browser.get(`${app.issuer}${path.replace(':id', id)}`);
  const title = `${who} GET ${path}`;
  if (hidden) return void t.is(page.status, 404, title);
  t.is(page.status, path.endsWith('/secreto') ? 403 : 200, title);
  t.false(/name="accion"/.test(page.html), title);
}

async function assertDoesNothing(t: ExecutionContext, visitor: Visitor, path: string): Promise<void> {
  const { who, browser, id, hidden, organizacion } = visitor;
  const ficha = await fichaOf(browser);
  t.not(ficha, '', who);
  const secret = { secreto_nombre: 'x', secreto_meses: '3' };
  const fields = { ...machineForm, ...fewerScopes, ...secret, numero: '1', confirmo: 'si', organizacion };
  for (const accion of path.includes(':id') ? acts : ['']) {
    const { status } = await browser.post(`${app.issuer}${path.replace(':id', id)}`, { ficha, ...fields, accion });
    const expected = !path.includes(':id') ? 422 : hidden ? 404 : 403;
    t.is(status, expected, `${who} POST ${path} ${accion}`);
  }
}

test.serial(
  '[threat 677] on every route, a member who may only see does nothing, and another organisation finds nothing',
  async (t) => {
    const id = await createMachine(app, company);
    await makeSecret(app, company, id);
    const { id: foreign } = await machines.create({ organisation: cordillera, name: 'Ajena', apis: [] });
    const before = await machines.find(id);
    const all = routes();
    t.true(all.length >= 6, JSON.stringify(all));
    const check = async (visitor: Visitor) => {
      for (const { path, posts } of all) await (posts ? assertDoesNothing : assertSees)(t, visitor, path);
    };
    const { organizacion } = machineForm;
    await check({ who: 'desarrolla', browser: people.rosa, id, organizacion, hidden: false });
    await check({ who: 'stranger', browser: people.pedro, id, organizacion, hidden: true });
    await check({ who: 'company', browser: company, id: foreign, organizacion: cordillera.rut, hidden: true });
    await acceptBy(app, await personNow(app, pedro.rut), await inviteBy(app, { role: 'mira' }));
    await check({ who: 'mira', browser: people.pedro, id, organizacion, hidden: false });
    t.deepEqual(await machines.find(id), before);
    t.is((await machines.ofOrganisation(losAndes.rut)).length, 1);
    t.is((await machines.ofOrganisation(cordillera.rut)).length, 1);
  },
);

test.serial('who is not signed in is sent to sign in, and a form of another session does nothing', async (t) => {
  const id = await createMachine(app, company);
  for (const { path, posts } of routes()) {
    const address = `${app.issuer}${path.replace(':id', id)}`;
    const visit = posts ? await openBrowser().post(address, { accion: 'borrar' }) : await openBrowser().get(address);
    t.regex(visit.headers.get('location') ?? '', /client_id=desarrolladores/, path);
  }
  await company.post(`${app.issuer}${MACHINES}/${id}`, { ficha: 'otra', accion: 'borrar', confirmo: 'si' });
  t.truthy(await machines.find(id));
});
