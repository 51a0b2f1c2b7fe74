import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Company } from '../../src/ports/tax-registry.ts';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  pedro,
  redeem,
  refusalOf,
  rosa,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { changeSii, openCompany, panaderia } from '../helpers/companies.ts';
import { callable, eventReceiver, heardAt, listeningAt, notifiedIn } from '../helpers/event-receiver.ts';
import { notifiedSids } from '../helpers/logout-receiver.ts';

const scope = 'openid profile email run empresa';

async function open(t: ExecutionContext, serial?: string, file = clientFileFor('ejemplo', { scope }), env = {}) {
  const clients = [file, clientFileFor('exigente', { scope, minimum_identity: 'documento' })];
  const app = await openTestApp({ clients, env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  await openCompany(app, serial ? { serial } : {});
  const client = await openClient(app, 'ejemplo');

  const enter = async (representative: string, at = client, browser = openBrowser(), asked = scope) => {
    const { checks, to } = await beginSignIn(at, { scope: asked });
    const page = await browser.follow(await browser.get(to.href), app.issuer);
    const company = await browser.get(`${page.url}?perfil=juridica`);
    const answer = await browser.follow(
      await browser.send(company, {
        perfil: 'juridica',
        rut: panaderia.rut,
        rut_representante: representative,
        clave: panaderia.key,
        accion: 'ingresar',
      }),
      app.issuer,
    );
    return { answer, checks, browser };
  };
  const tokensFor = async (representative: string) => {
    const { answer, checks } = await enter(representative);
    return redeem(client, answerOf(answer), checks);
  };
  return { app, client, enter, tokensFor };
}

test('a client receives the company and the actor; below a checked card the representative is declared and there is no act', async (t) => {
  const { client, tokensFor } = await open(t);
  const info = await userInfo(client, await tokensFor(rosa.rut));
  t.like(info, {
    name: 'Panadería Los Andes SpA',
    tipo_persona: 'juridica',
    rut: '54000001-8',
    RolUnico: { numero: 54_000_001, DV: '8', tipo: 'RUT' },
    email: 'contacto@panaderia.example',
    empresa: { rut: '54000001-8', razon_social: 'Panadería Los Andes SpA', tipo: 'EMPRESA' },
    representante: { rut: '44000001-0', identidad: 'declarada' },
  });
  t.false('name' in (info.representante as object), 'her identity is returned with her card');
  t.is(info.act, undefined);
  t.is(info.identidad, undefined);
  t.is(info.given_name, undefined);
});

test('act.sub is the sub of the representative at that client when she signs in herself', async (t) => {
  const { client, tokensFor } = await open(t, rosa.serial);
  const company = await userInfo(client, await tokensFor(rosa.rut));
  const person = await signIn(client, { person: rosa });
  t.deepEqual(company.act, { sub: person.tokens.claims()?.sub });
  t.not(company.sub, person.tokens.claims()?.sub);
  t.is(company.identidad, undefined);
  t.like(company, { representante: { identidad: 'documento' } });
});

test('the company keeps its sub with any actor', async (t) => {
  const { client, tokensFor } = await open(t);
  const one = await userInfo(client, await tokensFor(rosa.rut));
  const other = await userInfo(client, await tokensFor(pedro.rut));
  t.is(one.sub, other.sub);
  t.like(other, { representante: { rut: '44000002-9' } });
});

test('a client that accepts no declared identity asks the actor for the card, and then receives act', async (t) => {
  const { app, enter } = await open(t);
  const strict = await openClient(app, 'exigente');
  const { answer: page, checks, browser } = await enter(pedro.rut, strict);
  t.regex(page.text, /Compruebe su identidad/);
  const wrong = await browser.send(page, { serie: rosa.serial, accion: 'validar' });
  t.is(wrong.status, 422, "another person's card");
  const right = await browser.follow(await browser.send(wrong, { serie: pedro.serial, accion: 'validar' }), app.issuer);
  const info = await userInfo(strict, await redeem(strict, answerOf(right), checks));
  t.like(info, { tipo_persona: 'juridica', representante: { identidad: 'documento' } });
  t.is(info.identidad, undefined);
  t.truthy(info.act);
});

const withoutRosa = (company: Company): Company => ({
  ...company,
  representantes: company.representantes.filter(({ run }) => run !== '44000001-0'),
});

test('[protocol 58] 25 a representative who leaves the list causes back-channel logout at the clients and, with a checked card, by the own sub', async (t) => {
  const receiver = await eventReceiver(t);
  const file = listeningAt(receiver, 'ejemplo', { scope });
  const fields = { backchannel_logout_uri: `http://localhost:${receiver.port}/salida` };
  const { app, client, tokensFor, enter } = await open(t, rosa.serial, { ...file, ...fields }, callable(receiver));
  const tokens = await tokensFor(rosa.rut);
  const { sub, act } = await userInfo(client, tokens);
  changeSii(app, withoutRosa);
  await enter(pedro.rut);
  const received = await heardAt(app, receiver, 'ejemplo');
  const actor = { format: 'iss_sub', iss: app.issuer, ...(act as { sub: string }) };
  t.deepEqual(notifiedIn(received), [['urn:sence:evento:representacion-terminada', String(sub)]]);
  t.deepEqual(received[0]?.payload.events, { 'urn:sence:evento:representacion-terminada': { actor } });
  t.notRegex(JSON.stringify(received[0]?.payload), /44000001|54000001|Rosa|Panader/);
  receiver.asked.length = 0;
  const [sid] = await notifiedSids(app, receiver);
  t.is(sid, String(tokens.claims()?.sid));
});

for (const [who, serial, scopes] of [
  ['whose card was never checked', undefined, scope],
  ['whom the file of the platform does not open', rosa.serial, 'openid profile email run'],
] as const)
  test(`a representative ${who} is named to no client`, async (t) => {
    const receiver = await eventReceiver(t);
    const file = listeningAt(receiver, 'ejemplo', { scope: scopes });
    const { app, enter } = await open(t, serial, file, callable(receiver));
    answerOf((await enter(rosa.rut, undefined, undefined, scopes)).answer);
    changeSii(app, withoutRosa);
    await enter(pedro.rut, undefined, undefined, scopes);
    t.deepEqual(await heardAt(app, receiver, 'ejemplo'), []);
    t.deepEqual(await app.database.run<object[]>((sql) => sql('event_notices')), []);
  });

test('[security 25] a change in the list of the SII ends the sessions and tokens of the company, with any actor', async (t) => {
  const { app, client, tokensFor, enter } = await open(t);
  const tokens = await tokensFor(pedro.rut);
  t.is(await userInfoStatus(app, tokens.access_token), 200);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== '44000002-9'),
  }));
  const { answer } = await enter(rosa.rut);
  answerOf(answer);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
  const { answer: refused } = await enter(pedro.rut);
  t.regex(refused.text, /no figura como representante legal vigente/);
});

test('the list is read again at refresh once it is a day old: a former representative gets nothing more', async (t) => {
  const { app, client, tokensFor } = await open(t);
  const tokens = await tokensFor(pedro.rut);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== '44000002-9'),
  }));
  app.advance(25 * 3_600_000);
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
});

test('[O15] what one representative agreed to for the company is asked of the other as well, once of each', async (t) => {
  const { app, enter } = await open(t, undefined, clientFileFor('ejemplo', { scope, ...outside }));
  const asks = ({ text }: { text: string }): boolean => text.includes('pide conocer estos datos');
  for (const { rut } of [rosa, pedro]) {
    const { answer, browser } = await enter(rut);
    t.true(asks(answer), rut);
    const back = await browser.follow(await browser.send(answer, { accion: 'permitir' }), app.issuer);
    t.true(answerOf(back).searchParams.has('code'), rut);
    t.true(answerOf((await enter(rut)).answer).searchParams.has('code'), rut);
  }
});

/** A client of another organisation. */
const outside = { first_party: false, sector: 'privada' };
