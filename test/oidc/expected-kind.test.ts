import test from 'ava';
import * as oidc from 'openid-client';
import { expectedAs, profilesByNumber } from '../../src/domain/expected-person.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  beginSignIn,
  type Checks,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  redeem,
  refusalOf,
  rosa,
  userInfo,
} from '../helpers/client-app.ts';
import { companyRegistration, panaderia } from '../helpers/companies.ts';
import { visitorFrom } from '../helpers/registration.ts';

let app: TestApp;

/** A company with the number of Rosa, as a person with giro may have; Pedro represents it, and his card is checked. */
test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita', { scope: 'openid profile email run empresa', minimum_identity: 'documento' }),
      clientFileFor('personas', { scope: 'openid run', claims_in_id_token: true }),
      clientFileFor('empresas', { scope: 'openid empresa' }),
    ],
  });
  const known = app.deps.taxRegistry;
  const taxRegistry: typeof known = {
    simulado: true,
    async findCompany(rut) {
      const company = await known.findCompany(panaderia.rut.replaceAll('.', '') as Rut);
      return company && { ...company, rut };
    },
  };
  Object.assign(app.deps, { taxRegistry });
  const asked = companyRegistration({ company: rosa.rut, run: pedro.rut, serial: pedro.serial });
  await registerJuridica(app.deps, asked, visitorFrom('198.51.100.7'));
  const mail = (await app.mailbox()).find(({ subject }) => subject === 'Confirme su cuenta Clave Sence');
  const [, token = ''] = /\/confirmar\/(\S+)/.exec(mail?.text ?? '') ?? [];
  await confirmEmail(app.deps, { token, key: asked.key }, visitorFrom('198.51.100.7'));
});

test.after.always(() => app?.stop());

type Asked = Readonly<Record<string, unknown>>;

const documento = { essential: true, value: 'documento' };
const numberOfRosa = { rut: { value: rosa.rut } };

async function push(claims: Asked, params: Readonly<Record<string, string>> = {}, id = 'capacita') {
  const client = await openClient(app, id);
  const all = { ...(await authorizationRequest(id, { scope: 'openid run', ...params })) };
  const to = await oidc.buildAuthorizationUrlWithPAR(client.config, {
    ...all.all,
    claims: JSON.stringify({ id_token: claims }),
  });
  return { client, to, checks: all.checks };
}

/** Signs in as the company, where the page lets one. */
async function asCompany(browser: Browser, to: URL): Promise<Visit> {
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  if (!asksForKey(page)) return page;
  const form = await browser.get(`${page.url}?perfil=juridica`);
  const fields = { perfil: 'juridica', rut: rosa.rut, rut_representante: pedro.rut, clave: panaderia.key };
  return browser.follow(await browser.send(form, fields), app.issuer);
}

const hasCode = (page: Visit): boolean => page.headers.has('location') && answerOf(page).searchParams.has('code');

async function claimsAt(page: Visit, checks: Checks, id = 'capacita') {
  const client = await openClient(app, id);
  const tokens = await redeem(client, answerOf(page), checks);
  return { id: { ...tokens.claims() } as Readonly<Record<string, unknown>>, info: await userInfo(client, tokens) };
}

for (const [how, claims, params] of [
  ['with proof', { ...numberOfRosa, identidad: documento }, {}],
  ['with proof, as the company acts', { ...numberOfRosa, identidad: documento }, { scope: 'openid run empresa' }],
  ['alone', numberOfRosa, {}],
  ['by tipo_persona too', { ...numberOfRosa, tipo_persona: { value: 'natural' } }, {}],
] as const) {
  test(`[A10] the actor of the company of the same number is not the person whom a client expects: ${how}`, async (t) => {
    const browser = openBrowser();
    const { to } = await push(claims, params);
    t.false(hasCode(await asCompany(browser, to)));
    const right = await goThrough(openBrowser(), (await push(claims, params)).to, rosa);
    t.true(hasCode(right), right.text);
  });
}

test('[A10] and under prompt=none the open session of that company is login_required', async (t) => {
  const browser = openBrowser();
  const first = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid empresa' });
  t.true(hasCode(await asCompany(browser, first.to)));
  for (const claims of [numberOfRosa, { ...numberOfRosa, identidad: documento }]) {
    const { to } = await push(claims, { prompt: 'none' });
    t.is(answerOf(await browser.get(to.href)).searchParams.get('error'), 'login_required');
  }
});

test('[A10] an id_token_hint of the person is not satisfied by the company of the same number', async (t) => {
  const client = await openClient(app, 'capacita');
  const person = await beginSignIn(client, { scope: 'openid run' });
  const tokens = await redeem(client, answerOf(await goThrough(openBrowser(), person.to, rosa)), person.checks);
  const browser = openBrowser();
  t.true(hasCode(await asCompany(browser, (await beginSignIn(client, { scope: 'openid empresa' })).to)));
  const params = { scope: 'openid empresa', id_token_hint: tokens.id_token ?? '' };
  const silent = await browser.get((await beginSignIn(client, { ...params, prompt: 'none' })).to.href);
  t.is(answerOf(silent).searchParams.get('error'), 'login_required');
  t.false(hasCode(await asCompany(openBrowser(), (await beginSignIn(client, params)).to)));
});

test('[A10] a company whose number is in the range of people can be expected by tipo_persona, and a person cannot', async (t) => {
  const claims = { ...numberOfRosa, tipo_persona: { value: 'juridica' } };
  const company = await asCompany(openBrowser(), (await push(claims, { scope: 'openid empresa' })).to);
  t.true(hasCode(company), company.text);
  t.false(hasCode(await goThrough(openBrowser(), (await push(claims, { scope: 'openid empresa' })).to, rosa)));
});

test('[A10] an unknown kind, or one to which the number cannot belong, is invalid_request', async (t) => {
  for (const claims of [
    { ...numberOfRosa, tipo_persona: { value: 'persona' } },
    { ...numberOfRosa, tipo_persona: { values: [] } },
    { rut: { value: panaderia.rut }, tipo_persona: { value: 'natural' } },
  ])
    t.is(await refusalOf(push(claims)), 'invalid_request');
});

test("[A10] a person's identidad is returned for no company, and its rut never with a representative's", async (t) => {
  const { to, checks } = await beginSignIn(await openClient(app, 'capacita'), {
    scope: 'openid profile run empresa',
    claims: JSON.stringify({ id_token: { identidad: null, rut: null, tipo_persona: null, representante: null } }),
  });
  const { id, info } = await claimsAt(await asCompany(openBrowser(), to), checks);
  for (const claims of [id, info]) {
    t.is(claims.identidad, undefined);
    t.like(claims, { rut: '44000001-0', tipo_persona: 'juridica' });
    t.like(claims, { representante: { rut: '44000002-9', identidad: 'documento' } });
  }
});

test('[A10] tipo_persona is returned with run and with empresa, in the ID token too', async (t) => {
  const person = await beginSignIn(await openClient(app, 'personas'), { scope: 'openid run' });
  const { id, info } = await claimsAt(await goThrough(openBrowser(), person.to, rosa), person.checks, 'personas');
  t.like(id, { tipo_persona: 'natural', identidad: 'documento' });
  t.is(info.tipo_persona, 'natural');
  const company = await beginSignIn(await openClient(app, 'empresas'), { scope: 'openid empresa' });
  const received = await claimsAt(await asCompany(openBrowser(), company.to), company.checks, 'empresas');
  t.is(received.info.tipo_persona, 'juridica');
});

test('[A10] where a client needs the card of a person, no company is accepted and none is offered', async (t) => {
  const browser = openBrowser();
  const first = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid empresa' });
  await asCompany(browser, first.to);
  const claims = JSON.stringify({ userinfo: { identidad: documento } });
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid run', claims });
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  t.true(asksForKey(page));
  t.notRegex(page.html, /perfil-juridica/);
  t.regex(page.html, /perfil-migrante/);
  t.false(hasCode(await asCompany(openBrowser(), to)));
  const silent = await beginSignIn(await openClient(app, 'capacita'), {
    scope: 'openid run',
    claims,
    prompt: 'none',
  });
  t.is(answerOf(await browser.get(silent.to.href)).searchParams.get('error'), 'unmet_authentication_requirements');
});

test('[A10] where it requests the actor as well, the card of the actor is enough', async (t) => {
  const claims = JSON.stringify({ userinfo: { identidad: documento } });
  const { to, checks } = await beginSignIn(await openClient(app, 'capacita'), {
    scope: 'openid run empresa',
    claims,
  });
  const { info } = await claimsAt(await asCompany(openBrowser(), to), checks);
  t.is(info.identidad, undefined);
  t.like(info, { representante: { identidad: 'documento' } });
});

test('[A10] one number is a RUN, a RUT and a NIE, and each is another person', (t) => {
  t.deepEqual(
    (['natural', 'juridica', 'migrante', 'facilitador'] as const).map((profile) => expectedAs(profile, '44.000.001-0')),
    [
      { profile: 'natural', kind: 'RUN', identifier: '44000001-0' },
      { profile: 'juridica', kind: 'RUT', identifier: '44000001-0' },
      { profile: 'migrante', kind: 'NIE', identifier: '44000001-0' },
      { profile: 'facilitador', kind: 'NIE', identifier: '44000001-0' },
    ],
  );
  t.is(expectedAs('natural', '54.000.001-8'), undefined);
  t.deepEqual(['44000001-0', '54000001-8', '199000001-4'].map(profilesByNumber), [
    ['natural'],
    ['juridica'],
    ['migrante', 'facilitador'],
  ]);
});
