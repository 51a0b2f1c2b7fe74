import test from 'ava';
import { ORIGIN_SEAL } from '../../src/domain/journey-origin.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  redeem,
  rosa,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';
import { ofPanaderia, openCompany, panaderia } from '../helpers/companies.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('confiada'),
      clientFileFor('exigente', { minimum_identity: 'documento' }),
      clientFileFor('compradora', { scope: 'openid run empresa', minimum_identity: 'documento' }),
      clientFileFor('privada', { first_party: false, sector: 'privada' }),
    ],
  });
});

test.after.always(() => app?.stop());

const asksForCard = (page: Visit): boolean => /<input[^>]*name="serie"/.test(page.html);

async function goTo(id: string, params: Record<string, string>, browser: Browser = openBrowser(), person = pedro) {
  const client = await openClient(app, id);
  const { checks, to } = await beginSignIn(client, params);
  return { client, browser, checks, page: await goThrough(browser, to, person) };
}

test.serial('a client that accepts a declared identity receives that it is declared', async (t) => {
  const client = await openClient(app, 'confiada');
  const { tokens } = await signIn(client, { person: pedro, params: { scope: 'openid run' } });
  const { rut, identidad } = await userInfo(client, tokens);
  t.deepEqual([rut, identidad], ['44000002-9', 'declarada']);
});

for (const scope of ['run', 'profile']) {
  test.serial(`a client that does not accept it stops at the card when it requests ${scope}`, async (t) => {
    const { page } = await goTo('exigente', { scope: `openid ${scope}` });
    t.is(page.status, 200);
    t.true(asksForCard(page));
  });
}

test.serial('a page that waits for the card goes on by itself once the identity is proved elsewhere', async (t) => {
  const { browser, page } = await goTo('exigente', { scope: 'openid run' });
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(pedro.rut));
  const set = async (identidad: 'documento' | 'declarada') =>
    app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, identidad }));
  await set('documento');
  const onward = await browser.follow(await browser.get(page.url), app.issuer);
  await set('declarada');
  t.regex(onward.headers.get('location') ?? '', /^https:\/\/exigente\.example\/vuelta\?code=/);
});

/** The page of the card that Panadería Los Andes meets, whose own identity is proved and whose representative's is not. */
async function provedCompanyAtCard() {
  if (!(await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier))) await openCompany(app);
  const account = await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, identidad: 'documento' }));
  const { to } = await beginSignIn(await openClient(app, 'compradora'), { scope: 'openid run empresa' });
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const tab = await browser.get(`${page.url}?perfil=juridica`);
  const typed = { perfil: 'juridica', rut: panaderia.rut, rut_representante: pedro.rut, clave: panaderia.key };
  return { browser, page: await browser.follow(await browser.send(tab, typed), app.issuer) };
}

test.serial(
  'a proved company whose representative is declared stops at the card, and «Continuar en …» leads back to it',
  async (t) => {
    const { browser, page } = await provedCompanyAtCard();
    const uid = new URL(page.url).pathname.split('/')[2] ?? '';
    const origin = { clientId: 'compradora', platform: 'Plataforma compradora', uid, at: new Date().toISOString() };
    const ways = [page.url, `${app.issuer}/ingresar/${uid}/continuar/${app.deps.tokens.pack(ORIGIN_SEAL, origin)}`];
    t.true(asksForCard(page));
    for (const way of ways) {
      const again = await browser.follow(await browser.get(way), app.issuer);
      t.is(again.status, 200, 'it does not go round');
      t.true(asksForCard(again), way);
    }
    const done = await browser.follow(await browser.send(page, { serie: pedro.serial }), app.issuer);
    t.true(answerOf(done).searchParams.has('code'), "the representative's card ends it");
  },
);

test.serial('it continues without the card when it does not request who the person is', async (t) => {
  const client = await openClient(app, 'exigente');
  const { tokens } = await signIn(client, { person: pedro, params: { scope: 'openid email' } });
  t.deepEqual(Object.keys(await userInfo(client, tokens)).sort(), ['email', 'email_verified', 'sub']);
});

test.serial('[protocol 9] under prompt=none it gets interaction_required instead of less', async (t) => {
  const { browser } = await goTo('exigente', { scope: 'openid email' });
  const { page } = await goTo('exigente', { scope: 'openid run', prompt: 'none' }, browser);
  t.is(answerOf(page).searchParams.get('error'), 'interaction_required');
  t.false(answerOf(page).searchParams.has('code'));
});

test.serial('a user who leaves the step of the card by hand gets no code', async (t) => {
  const { page, browser } = await goTo('exigente', { scope: 'openid run' });
  t.true(asksForCard(page));
  const again = await goTo('exigente', { scope: 'openid run' }, browser);
  t.true(asksForCard(again.page));
  const cancelled = await browser.follow(await browser.send(again.page, { accion: 'cancelar' }), app.issuer);
  t.is(answerOf(cancelled).searchParams.get('error'), 'unmet_authentication_requirements');
});

test.serial(
  'a wrong card number is refused, the right one continues, and userinfo then returns documento',
  async (t) => {
    const { page, browser, client, checks } = await goTo('exigente', { scope: 'openid run' });
    for (const serie of ['599999999', rosa.serial]) {
      const wrong = await browser.send(page, { serie });
      t.is(wrong.status, 422);
      t.true(asksForCard(wrong));
    }
    t.is((await browser.send(page, { serie: '' })).status, 422);
    const answer = answerOf(await browser.follow(await browser.send(page, { serie: pedro.serial }), app.issuer));
    const { rut, identidad } = await userInfo(client, await redeem(client, answer, checks));
    t.deepEqual([rut, identidad], ['44000002-9', 'documento']);
  },
);

test.serial('a user whose identity is proved is not asked again', async (t) => {
  const client = await openClient(app, 'exigente');
  const { tokens } = await signIn(client, { person: pedro, params: { scope: 'openid run' } });
  t.is((await userInfo(client, tokens)).identidad, 'documento');
});

test.serial(
  '[security 34] a client outside of SENCE gets nothing before the person read what and allowed it',
  async (t) => {
    const { page, browser, client, checks } = await goTo('privada', { scope: 'openid run email' }, openBrowser(), rosa);
    for (const shared of ['44.000.001-0', 'rosa@correo.example', 'Plataforma privada'])
      t.true(page.text.includes(shared));
    t.false(page.text.includes('Pasaje Los Aromos'));
    const answer = answerOf(await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer));
    const info = await userInfo(client, await redeem(client, answer, checks));
    t.deepEqual(Object.keys(info).sort(), [
      'RolUnico',
      'email',
      'email_verified',
      'identidad',
      'rut',
      'sub',
      'tipo_persona',
    ]);

    const same = await goTo('privada', { scope: 'openid run' }, browser, rosa);
    t.true(answerOf(same.page).searchParams.has('code'), 'what was allowed is not asked again');
    const more = await goTo('privada', { scope: 'openid run phone' }, browser, rosa);
    t.true(more.page.text.includes('+56 9 4000 0001'), 'what is new is asked');
  },
);

test.serial('[security 34] "No permitir" returns access_denied', async (t) => {
  // Pedro, because what Rosa allowed in the test before is remembered.
  const { page, browser } = await goTo('privada', { scope: 'openid run' }, openBrowser(), pedro);
  const answer = answerOf(await browser.follow(await browser.send(page, { accion: 'no' }), app.issuer));
  t.is(answer.searchParams.get('error'), 'access_denied');
});
