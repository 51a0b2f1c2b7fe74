import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { openTestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { basic, clientFileFor, post } from '../../../helpers/client-app.ts';
import { openCompany, panaderiaContacts } from '../../../helpers/companies.ts';
import { createMachine, JWT_API, MACHINES, makeSecret, OPAQUE_API, secretIn } from '../../../helpers/machines.ts';
import { asPanaderia, goToPortalWithFactor } from '../../../helpers/portal.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'apis-'));
const apiFile = (name: string, identifier: string, open: readonly string[], more: object = {}) =>
  writeFileSync(
    path.join(directory, `${name}.json`),
    JSON.stringify(
      clientFileFor(name, {
        resource_server: {
          identifier,
          scopes: [`${name}:leer`, `${name}:escribir`],
          organisation_scopes: open.map((scope) => `${name}:${scope}`),
          ...more,
        },
      }),
    ),
  );
const BOTH = ['leer', 'escribir'] as const;
const bodega = (open: readonly string[] = BOTH) =>
  apiFile('bodega', OPAQUE_API, open, { access_token_format: 'opaque' });
const cursos = (open: readonly string[] = BOTH) => apiFile('cursos', JWT_API, open);
bodega();
cursos();

const app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
test.after.always(async () => {
  await app.stop();
  rmSync(directory, { recursive: true });
});
const company = openBrowser();
test.before(async () => {
  await openCompany(app);
  await goToPortalWithFactor(app, company, MACHINES, asPanaderia);
});

const all = [
  `${OPAQUE_API} bodega:leer`,
  `${OPAQUE_API} bodega:escribir`,
  `${JWT_API} cursos:leer`,
  `${JWT_API} cursos:escribir`,
] as const;
const fieldsOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name, place) => [`permiso_${place + 1}`, name]));
const sheetOf = (id: string) => company.get(`${app.issuer}${MACHINES}/${id}`);

/** Sends the form of the sheet with these scopes ticked. */
const change = async (id: string, names: readonly string[], page = sheetOf(id)) => {
  const sheet = await page;
  const shown = /name="vistos" value="([^"]*)"/.exec(sheet.html)?.[1] ?? '';
  const ficha = /name="ficha" value="([^"]+)"/.exec(sheet.html)?.[1] ?? '';
  return company.post(sheet.url, { ficha, vistos: shown, accion: 'permisos', ...fieldsOf(names) });
};

/** A machine with these scopes, and a secret that the provider knows. */
async function withScopes(names: readonly string[] = all) {
  const id = await createMachine(app, company, { permiso_1: '', permiso_2: '', ...fieldsOf(names) });
  const secret = secretIn(await makeSecret(app, company, id));
  await app.rebuild();
  const ask = (resource: string, scope?: string) =>
    post(
      app,
      '/oidc/token',
      { grant_type: 'client_credentials', resource, ...(scope ? { scope } : {}) },
      basic(`m-${id}`, secret),
    );
  const own = async (token: unknown) =>
    (await post(app, '/oidc/introspect', { token: String(token) }, basic(`m-${id}`, secret))).body;
  return { id, ask, own };
}

const introspect = async (token: unknown, by: string) =>
  (await post(app, '/oidc/introspect', { token: String(token) }, basic(by))).body;

test.serial(
  '[threat 731] a scope that is taken from a machine ends at once, also in tokens and on an instance that was not notified',
  async (t) => {
    const { id, ask } = await withScopes();
    const tokenFor = async (resource: string, scope: string) => (await ask(resource, scope)).body.access_token;
    const opaque = await tokenFor(OPAQUE_API, 'bodega:leer bodega:escribir');
    const kept = await tokenFor(OPAQUE_API, 'bodega:leer');
    const jwt = await tokenFor(JWT_API, 'cursos:leer');
    t.like(await introspect(opaque, 'bodega'), { active: true });
    t.is((await change(id, [all[0]])).status, 303);
    // No rebuild: the provider still knows the scopes of before, and the database decides.
    t.deepEqual(await introspect(opaque, 'bodega'), { active: false });
    t.deepEqual(await introspect(jwt, 'cursos'), { active: false });
    t.like(await introspect(kept, 'bodega'), { active: true, scope: 'bodega:leer' });
    for (const [resource, scope] of [
      [OPAQUE_API, 'bodega:escribir'],
      [OPAQUE_API, undefined],
      [JWT_API, 'cursos:leer'],
    ] as const)
      t.like((await ask(resource, scope)).body, { error: 'invalid_scope' }, `${resource} ${scope}`);
    await app.rebuild();
    t.is((await ask(OPAQUE_API)).body.scope, 'bodega:leer');
    t.is((await ask(JWT_API)).body.error, 'invalid_target');
  },
);

test.serial('scopes are added to a machine, and the sheet, the trail and the mail say what changed', async (t) => {
  const { id, ask } = await withScopes([all[0], all[1]]);
  const done = await change(id, [all[0], all[2]]);
  t.is(done.status, 303, done.text);
  await app.rebuild();
  t.is((await ask(JWT_API)).body.scope, 'cursos:leer');
  const { text } = await company.follow(done, app.issuer);
  t.regex(text, /Los permisos quedaron cambiados/);
  t.regex(text, /cursos:leer \(https:\/\/cursos/);
  const [row] = await app.database.run<{ details: object }[]>((sql) =>
    sql('audit')
      .where({ client_id: `m-${id}`, act: 'machine.scopes-changed' })
      .select('details'),
  );
  t.like(row?.details, { added: all[2], taken: all[1] });
  const mail = (await app.mailbox()).find(({ subject }) => subject.startsWith('Cambiaron los permisos de una máquina'));
  t.is(mail?.to, panaderiaContacts.office);
  t.true(mail?.text.includes(all[2]) && mail.text.includes(all[1]));

  const { version } = (await app.deps.machines.find(id)) ?? {};
  t.is((await change(id, [all[0], all[2]])).status, 303, 'nothing changes');
  t.is((await app.deps.machines.find(id))?.version, version);
  t.is((await change(id, [])).status, 422, 'one is left at least');
  t.is((await change(id, [`${JWT_API} cursos:administrar`])).status, 422, 'none that the file does not open');
});

test.serial('[threat 732] of two forms sent at once, neither gives back what the other took away', async (t) => {
  const { id } = await withScopes();
  const [one, other] = [await sheetOf(id), await sheetOf(id)];
  await change(id, [all[0], all[1], all[2]], Promise.resolve(one));
  await change(id, [all[0], all[2], all[3]], Promise.resolve(other));
  t.deepEqual((await app.deps.machines.find(id))?.apis, [
    { identifier: OPAQUE_API, scopes: ['bodega:leer'] },
    { identifier: JWT_API, scopes: ['cursos:leer'] },
  ]);
});

test.serial(
  '[threat 733] a scope that the file of its API takes back, or whose file is gone, is inactive when files are read',
  async (t) => {
    const { id, ask, own } = await withScopes();
    const tokenFor = async (resource: string, scope: string) => (await ask(resource, scope)).body.access_token;
    const opaque = await tokenFor(OPAQUE_API, 'bodega:escribir');
    const kept = await tokenFor(OPAQUE_API, 'bodega:leer');
    const jwt = await tokenFor(JWT_API, 'cursos:escribir');
    bodega(['leer']);
    cursos(['leer']);
    await app.rebuild();
    t.deepEqual(await introspect(opaque, 'bodega'), { active: false });
    t.deepEqual(await introspect(jwt, 'cursos'), { active: false });
    t.like(await introspect(kept, 'bodega'), { active: true });
    const { text } = await sheetOf(id);
    t.regex(text, /ya no sirven, porque el sistema no los abre.*bodega:escribir \(https/s);

    const last = await tokenFor(JWT_API, 'cursos:leer');
    t.like(await own(last), { active: true });
    rmSync(path.join(directory, 'cursos.json'));
    await app.rebuild();
    t.deepEqual(await own(last), { active: false });
    cursos();
    bodega();
    await app.rebuild();
  },
);
