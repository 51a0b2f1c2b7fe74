/** Every route of Desarrolladores and of members, by every kind of caller; and what no body of them shows. */
import test, { type ExecutionContext } from 'ava';
import {
  mayDo,
  type PortalClient,
  type PortalState,
  portalStates,
  type RevisionState,
} from '../../../src/domain/portal-client.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { appRoutes } from '../../helpers/app-routes.ts';
import type { Visit } from '../../helpers/browser.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import { portalData } from '../../helpers/portal.ts';
import { type Caller, openPortalScene, type PortalScene } from '../../helpers/portal-callers.ts';
import {
  otherForm,
  type PortalMatter,
  type PortalRow,
  type PortalTry,
  portalRows,
  sheetButtons,
} from '../../helpers/portal-rows.ts';

/** Machines of organisations have their own test of routes: `features/developers/machines/roles.test.ts`. */
const OF_PORTAL = /^\/(?:desarrolladores(?!\/maquinas)|cuenta\/miembros|cuenta\/organizaciones)(?=[/.]|$)/;
const SIGN_IN = /\/oidc\/authorize\?.*client_id=(?:desarrolladores|cuenta)\b/;
const TO_CUENTA = '/cuenta';

let app: TestApp;
let scene: PortalScene;
let foreign: PortalClient;

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' } });
  scene = await openPortalScene(app);
  const data = { ...portalData, name: 'Academia del Norte', purpose: 'Certificar oficios de montaña' };
  foreign = await app.deps.portalClients.create({ organisation: cordillera, data });
});
test.after.always(() => app?.stop());

/** A client of Panadería Los Andes in a state, with one secret, and with a change of its data in that state. */
async function clientIn(state: PortalState, revision?: RevisionState): Promise<PortalClient> {
  const { portalClients, atomically } = app.deps;
  const { id } = await portalClients.create({ organisation: losAndes, data: portalData });
  await portalClients.newSecret(id);
  const client = await atomically(() => portalClients.change(id, (found) => ({ state, ...changeIn(found, revision) })));
  if (!client) throw new Error('no client');
  return client;
}

const changeIn = ({ data }: PortalClient, state: RevisionState | undefined) =>
  state && { revision: { state, data: { ...data, purpose: 'Dar diplomas' }, comments: [] } };

/** All that is of Panadería Los Andes: clients, memberships, and its trail. */
async function stateOf(): Promise<string> {
  const clients = await app.deps.portalClients.ofOrganisation(losAndes.rut);
  const members = await app.deps.mandates.ofOrganisation(losAndes.rut, 'miembro');
  const acts = await app.database.run<string[]>((sql) =>
    sql('audit').where({ account_id: scene.company.id }).pluck('act'),
  );
  return JSON.stringify([clients, members, acts]);
}

/** What of one organisation no caller of another one reads. */
const wordsOf = ({ id, data }: PortalClient): readonly string[] => [
  id,
  data.name,
  data.purpose,
  ...(id === foreign.id ? [cordillera.razonSocial] : [losAndes.razonSocial, 'ana@losandes.example']),
];

interface Cell {
  readonly row: PortalRow;
  readonly one: PortalTry;
  readonly caller: Caller;
  readonly matter: PortalMatter;
}

function ask({ row, one, caller, matter }: Cell): Promise<Visit> {
  const [method, path = ''] = row.route.split(' ');
  const { browser, ficha } = caller[row.at];
  const address = app.issuer + (one.address ?? path).replace(':id', matter.client.id);
  if (method === 'GET') return browser.get(address);
  return browser.post(address, { ficha, ...one.fields?.(matter, caller) });
}

const isPost = ({ route }: PortalRow): boolean => route.startsWith('POST');

function assertAnswer(t: ExecutionContext, { row, one, caller, matter }: Cell, { status, headers, html }: Visit): void {
  const cell = `${caller.name}: ${row.route} ${JSON.stringify(one.fields?.(matter, caller) ?? {})} ${status}`;
  const to = headers.get('location') ?? '';
  if (!row.isPublic && !caller.isSignedIn) t.regex(to, SIGN_IN, cell);
  else if (one.opens(caller)) t.is(status, one.status ?? (isPost(row) ? 303 : 200), cell);
  else if (one.ofClient && !caller.role) t.is(status, 404, cell);
  else t.true(status >= 400 || to === TO_CUENTA, `${cell} ${to}`);
  const hidden = [
    ...(caller.role ? [] : wordsOf(matter.client)),
    ...(caller.name.endsWith('elsewhere') ? [] : [...wordsOf(foreign), scene.foreign.id]),
    ...(caller.name.startsWith('company') && caller.role ? [] : [matter.membership.id]),
  ];
  for (const word of hidden) t.false(`${html}${to}`.includes(word), `${cell} shows ${word}`);
}

test('each route of Desarrolladores and of members has its row, so that none is left out below', (t) => {
  const found = appRoutes(app.deps)
    .filter(({ path }) => OF_PORTAL.test(path))
    .flatMap(({ path, methods }) => methods.filter((one) => one !== 'HEAD').map((method) => `${method} ${path}`));
  t.true(found.length > 25, String(found.length));
  t.deepEqual(portalRows.map(({ route }) => route).toSorted(), found.toSorted() as never);
});

test.serial(
  '[threat 658] every route of the portal and of members, by every caller: a stranger sees and changes nothing of an organisation',
  async (t) => {
    t.timeout(120_000);
    const pages = portalRows.filter((row) => !isPost(row));
    const membership = await scene.membership();
    const seen = new Map<PortalState, PortalMatter>();
    for (const state of ['borrador', 'produccion'] as const)
      seen.set(state, { client: await clientIn(state), membership });
    const before = await stateOf();
    for (const row of pages)
      for (const one of row.tries)
        for (const caller of scene.callers) {
          const cell = { row, one, caller, matter: seen.get(one.state ?? 'borrador') ?? t.fail() };
          assertAnswer(t, cell, await ask(cell));
        }
    t.is(await stateOf(), before, 'no page changes anything');
    for (const row of portalRows.filter(isPost))
      for (const one of row.tries) for (const caller of scene.callers) await assertPost(t, row, one, caller);
    t.is((await app.deps.portalClients.find(foreign.id))?.version, foreign.version);
  },
);

/** One form by one caller, with a client and a membership of its own, and what it changed. */
async function assertPost(t: ExecutionContext, row: PortalRow, one: PortalTry, caller: Caller): Promise<void> {
  const matter = {
    client: await clientIn(one.state ?? 'borrador', one.revision),
    membership: await scene.membership(),
  };
  const before = await stateOf();
  const cell = { row, one, caller, matter };
  assertAnswer(t, cell, await ask(cell));
  const opens = caller.isSignedIn && one.opens(caller);
  const after = await stateOf();
  if (one.changes && opens) t.not(after, before, `${caller.name} ${row.route}`);
  else t.is(after, before, `${caller.name} ${row.route}`);
  // An organisation has a bounded number of clients.
  for (const { id } of await app.deps.portalClients.ofOrganisation(losAndes.rut))
    await app.deps.portalClients.remove(id, () => {});
}

test.serial(
  '[threat 659] in each state of a client, each role does exactly what the table of roles says',
  async (t) => {
    t.timeout(120_000);
    for (const caller of scene.callers.filter(({ name }) => name !== 'nobody'))
      for (const state of portalStates) {
        let client = await clientIn(state);
        const { browser, ficha } = caller.desarrolladores;
        const sheet = await browser.get(`${app.issuer}/desarrolladores/plataformas/${client.id}`);
        for (const [accion, act] of [...Object.entries(sheetButtons), ['editar', 'edit'] as const]) {
          const cell = `${caller.name} ${state} ${accion}`;
          const may = mayDo(act, caller.role, state);
          const shown = accion === 'editar' ? /\/editar"/.test(sheet.html) : sheet.html.includes(`value="${accion}"`);
          t.is(shown, may, `${cell}: shown`);
          const address = `${app.issuer}/desarrolladores/plataformas/${client.id}${accion === 'editar' ? '/editar' : ''}`;
          const fields = accion === 'editar' ? otherForm : { accion, numero: '1' };
          const { status } = await browser.post(address, { ficha, ...fields });
          const after = await app.deps.portalClients.find(client.id);
          t.is(after?.version !== client.version, may, `${cell}: ${status}`);
          if (may) client = await clientIn(state);
        }
      }
  },
);
