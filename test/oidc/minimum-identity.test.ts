/** What a client's file takes of an identity and what its request asks for, by the order of the levels. */
import test from 'ava';
import { type Identidad, identityLevels, reaches } from '../../src/domain/identity-level.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem, userInfo } from '../helpers/client-app.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';

let app: TestApp;
const scope = 'openid run profile';

test.before(async () => {
  const clients = identityLevels.map((level) => clientFileFor(level, { minimum_identity: level }));
  const { minimum_identity: _, ...silent } = clientFileFor('callada');
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [...clients, silent] });
  await openJorge(app);
});

test.after.always(() => app?.stop());

/** Jorge's identity as a case at the desk would leave it. */
async function jorgeIs(identidad: Identidad): Promise<void> {
  const account = await app.deps.accounts.findByIdentifier('migrante', jorge.nie);
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, identidad }));
}

async function enter(id: string, asked: Readonly<Record<string, string>> = {}) {
  const client = await openClient(app, id);
  const { checks, to } = await beginSignIn(client, { scope, ...asked });
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  if (page.headers.has('location')) return { page, claims: async (): Promise<Record<string, unknown>> => ({}) };
  const tab = await browser.get(`${page.url}?perfil=migrante`);
  const typed = { rut: jorge.nie, clave: jorge.key, accion: 'ingresar' };
  const after = await browser.follow(await browser.send(tab, typed), app.issuer);
  return { page: after, claims: async () => userInfo(client, await redeem(client, answerOf(after), checks)) };
}

const isStopped = ({ text, headers }: Visit): boolean =>
  !headers.has('location') && text.includes('Compruebe su identidad');
const essential = (wanted: object) => ({
  claims: JSON.stringify({ id_token: { identidad: { essential: true, ...wanted } } }),
});

for (const has of identityLevels)
  test.serial(`a person at ${has} enters where the file takes that or less, and is stopped elsewhere`, async (t) => {
    await jorgeIs(has);
    for (const takes of identityLevels) {
      const { page, claims } = await enter(takes);
      t.is(isStopped(page), !reaches(has, takes), takes);
      if (isStopped(page)) continue;
      const told = await claims();
      t.is(told.identidad, has);
      t.is('name' in told, has !== 'declarada', 'the registry’s name from revisada on');
    }
  });

test.serial('a file that says nothing takes documento alone', async (t) => {
  await jorgeIs('revisada');
  t.true(isStopped((await enter('callada')).page));
  await jorgeIs('documento');
  t.false(isStopped((await enter('callada')).page));
});

for (const [wanted, least] of [
  [{ value: 'revisada' }, 'revisada'],
  [{ values: ['documento', 'revisada'] }, 'revisada'],
  [{ value: 'documento' }, 'documento'],
  [{ values: ['documento', 'declarada'] }, 'declarada'],
  [{ values: ['pasaporte', 'revisada'] }, 'revisada'],
  [{}, 'declarada'],
] as const)
  test.serial(`the essential claim ${JSON.stringify(wanted)} is satisfied from ${least} on`, async (t) => {
    for (const has of identityLevels) {
      await jorgeIs(has);
      t.is(isStopped((await enter('declarada', essential(wanted))).page), !reaches(has, least), has);
    }
  });

test.serial('[threat 400] no request lowers what the file of the client takes', async (t) => {
  await jorgeIs('declarada');
  for (const asked of [
    essential({ value: 'declarada' }),
    essential({ values: ['declarada', 'revisada', 'documento'] }),
    { claims: JSON.stringify({ userinfo: { rut: null, identidad: { value: 'declarada' } } }), scope: 'openid' },
    { minimum_identity: 'declarada' },
    { accepts_declared_identity: 'true' },
  ])
    for (const id of ['revisada', 'documento', 'callada'])
      t.true(isStopped((await enter(id, asked)).page), `${id}: ${JSON.stringify(asked)}`);
  await jorgeIs('revisada');
  t.true(isStopped((await enter('documento', essential({ value: 'revisada' }))).page));
});

test.serial('values that no identity has are refused at once', async (t) => {
  await jorgeIs('documento');
  const { page } = await enter('declarada', essential({ value: 'pasaporte' }));
  t.is(answerOf(page).searchParams.get('error'), 'unmet_authentication_requirements');
});

test.serial(
  'who has copies reviewed reads that this platform wants the document itself, and may go back',
  async (t) => {
    await jorgeIs('revisada');
    const { page } = await enter('documento');
    t.regex(page.text, /Ya revisamos copias de su documento\. Esta plataforma pide que una oficina vea el original\./);
  },
);
