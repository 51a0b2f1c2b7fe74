import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  type Person,
  pedro,
  redeem,
  rosa,
  userInfo,
} from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { personNow } from '../helpers/members.ts';
import { clientsFolder } from '../helpers/server-process.ts';

const SCOPE = 'openid run email phone';
const file = clientFileFor('mixta', {
  first_party: false,
  sector: 'mixta',
  scope: SCOPE,
  optional_scopes: 'email phone',
});

let app: TestApp;
let folder: ReturnType<typeof clientsFolder>;

test.before(async () => {
  folder = clientsFolder([file]);
  app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: folder.directory } });
});

test.beforeEach(() => app.database.run((sql) => sql('consents').delete()));

test.after.always(async () => {
  await app?.stop();
  folder?.remove();
});

type Params = Readonly<Record<string, string>>;

/** A sign-in as far as the page of consent, or the answer. */
async function goTo(params: Params = {}, browser: Browser = openBrowser(), person: Person = rosa) {
  const client = await openClient(app, 'mixta');
  const { checks, to } = await beginSignIn(client, { scope: SCOPE, ...params });
  return { client, browser, checks, page: await goThrough(browser, to, person) };
}

type Begun = Awaited<ReturnType<typeof goTo>>;

/** Allows on the page, with these boxes ticked; what the client then has. */
async function allow({ browser, client, page, checks }: Begun, ticked: readonly string[] = []) {
  const boxes = Object.fromEntries(ticked.map((scope) => [`opcional-${scope}`, 'si']));
  const after = await browser.follow(await browser.send(page, { accion: 'permitir', ...boxes }), app.issuer);
  const tokens = await redeem(client, answerOf(after), checks);
  return { scope: tokens.scope, info: await userInfo(client, tokens) };
}

const boxesOf = ({ html }: Visit): readonly string[] =>
  [...html.matchAll(/<input[^>]*name="opcional-([a-z_]+)"[^>]*>/g)].map(([box, scope]) =>
    / checked/.test(box) ? `${scope} ticked` : String(scope),
  );

const goesThrough = ({ page }: Begun): boolean => answerOf(page).searchParams.has('code');

async function rewrite(fields: object): Promise<void> {
  const [only = ''] = readdirSync(folder.directory);
  const name = path.join(folder.directory, only);
  writeFileSync(name, JSON.stringify({ ...JSON.parse(readFileSync(name, 'utf8')), ...fields }));
  await app.rebuild();
}

test.serial(
  '[threat 640] an optional scope has a box with its value that is not ticked, and is not granted unless ticked',
  async (t) => {
    const begun = await goTo();
    t.deepEqual(boxesOf(begun.page), ['email', 'phone']);
    t.regex(begun.page.text, /RUT: 44\.000\.001-0 .*Datos opcionales .*rosa@correo\.example .*\+56 9 4000 0001/);
    const { scope, info } = await allow(begun, ['phone']);
    t.is(scope, 'openid run phone');
    t.is(info.rut, '44000001-0');
    t.is(info.phone_number, '+56940000001');
    t.is(info.email, undefined);
  },
);

test.serial(
  '[threat 640] what was left out is neither asked again nor given: at the next sign-in, in silence, by the claim itself',
  async (t) => {
    const begun = await goTo();
    await allow(begun, []);
    t.true(goesThrough(await goTo()));
    const claims = JSON.stringify({ userinfo: { email: { essential: true } }, id_token: { email: null } });
    const silent = await goTo({ prompt: 'none', claims }, begun.browser);
    const tokens = await redeem(silent.client, answerOf(silent.page), silent.checks);
    t.is(tokens.scope, 'openid run');
    t.is(tokens.claims()?.email, undefined);
    t.is((await userInfo(silent.client, tokens)).email, undefined);
  },
);

test.serial('what was left out may be ticked later, with prompt=consent, and what was given stays', async (t) => {
  const begun = await goTo();
  await allow(begun, ['email']);
  const again = await goTo({ prompt: 'consent' }, begun.browser);
  t.deepEqual(boxesOf(again.page), ['phone']);
  t.regex(again.page.text, /Lo que ya permitió .*rosa@correo\.example/);
  t.is((await allow(again, ['phone'])).scope, SCOPE);
  t.true(goesThrough(await goTo({}, begun.browser)));
});

test.serial('a no on a page of boxes leaves what was agreed to as it is', async (t) => {
  const begun = await goTo();
  await allow(begun, ['email']);
  const again = await goTo({ prompt: 'consent' }, begun.browser);
  await again.browser.follow(
    await again.browser.send(again.page, { accion: 'no', 'opcional-phone': 'si' }),
    app.issuer,
  );
  const next = await goTo({}, begun.browser);
  t.is((await redeem(next.client, answerOf(next.page), next.checks)).scope, 'openid run email');
});

test.serial(
  '[threat 640] a box of a scope that the file does not say is optional, or that was not asked, gives nothing',
  async (t) => {
    const begun = await goTo({ scope: 'openid email' }, openBrowser(), pedro);
    t.deepEqual(boxesOf(begun.page), ['email']);
    t.is((await allow(begun, ['run', 'phone', 'address'])).scope, 'openid');
  },
);

test.serial(
  '[threat 641] a scope that was left out and is required since is asked; a page of before gives nothing',
  async (t) => {
    await allow(await goTo(), []);
    const open = await goTo({ prompt: 'consent' });
    await rewrite({ optional_scopes: 'phone' });
    const { browser, page } = open;
    const shown = await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer);
    t.deepEqual(boxesOf(shown), ['phone']);
    t.regex(shown.text, /rosa@correo\.example .*Datos opcionales/);
    const [row] = await app.database.run<{ scopes: string[] }[]>((sql) => sql('consents'));
    t.deepEqual(row?.scopes, ['openid', 'run']);
    const next = await goTo();
    t.false('location' in next.page.headers);
    t.regex(next.page.text, /Datos nuevos .*rosa@correo\.example/);
    await rewrite({ optional_scopes: 'email phone' });
  },
);

test.serial('[threat 737] Mi cuenta lists data that were not ticked as not shared', async (t) => {
  await app.database.run((sql) => sql('platform_uses').delete());
  const begun = await goTo();
  await allow(begun, ['phone']);
  const { text } = await goToCuenta(app, begun.browser, '/plataformas');
  const [card = ''] = /Plataforma mixta.*?Desconectar/s.exec(text) ?? [];
  t.regex(card, /\+56 9 4000 0001.*No permitió Correo electrónico/s);
  t.notRegex(card, /rosa@correo/);
  const { id } = await personNow(app, rosa.rut);
  t.deepEqual(
    (await app.deps.clientUses.list(id)).map(({ scopes }) => scopes.toSorted()),
    [['phone', 'run']],
  );
});

test.serial('Mi cuenta names what was left out of a consent', async (t) => {
  const begun = await goTo();
  await allow(begun, ['phone']);
  const { text } = await goToCuenta(app, begun.browser, '/plataformas');
  t.regex(text, /No permitió Correo electrónico/);
});
