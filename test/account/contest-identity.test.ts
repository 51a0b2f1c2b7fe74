import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { confirmEmail } from '../../src/account/confirm-email.ts';
import { contestIdentity } from '../../src/account/contest-identity.ts';
import { registerNatural } from '../../src/account/register-natural.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { PlainKey } from '../../src/domain/key.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { openBrowser } from '../helpers/browser.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';
import { newestLinkTo } from '../helpers/letters.ts';
import {
  asksForKey,
  beginSignIn,
  clientFileFor,
  goThrough,
  openPlatform,
  type Person,
  refusalOf,
  rosa,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/platform.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';

const camila = { rut: '44.000.003-7', serial: 'B51A23456' } as const;
const squatter: Person = { ...camila, key: 'Quiltro-77' };
const owner: Person = { ...camila, key: 'Copihue-88' };
const here = visitorFrom('198.51.100.7');
const scope = 'openid profile run offline_access';

async function open(t: ExecutionContext) {
  const clients = [clientFileFor('ejemplo', { scope })];
  const house = await openTestHouse({ clients, env: { THROTTLES: 'off' } });
  t.teardown(house.stop);
  return { house, platform: await openPlatform(house, 'ejemplo') };
}

/** Registers and confirms under Camila's RUN. */
async function register(
  house: TestHouse,
  email: string,
  change: Parameters<typeof registration>[0] = {},
): Promise<void> {
  await registerNatural(house.world, { ...registration(change), email: parseEmail(email) }, here);
  await confirmEmail(house.world, await newestLinkTo(house, email), here);
}

const contest = (house: TestHouse, change: { serial?: string; company?: string; rut?: string } = {}) =>
  contestIdentity(
    house.world,
    {
      run: parseRun(change.rut ?? camila.rut),
      serial: requireSerial(change.serial ?? camila.serial),
      company: change.company ? parseRut(change.company) : undefined,
    },
    here,
  );

test('squatting: the owner gets the identifier back, the tokens of the squatter die, and the sub is a new one', async (t) => {
  const { house, platform } = await open(t);
  await register(house, 'ladron@correo.example');
  const theirs = await signIn(platform, { person: squatter, params: { scope: 'openid run' } });
  t.is(await userInfoStatus(house, theirs.tokens.access_token), 200);

  t.is(await contest(house), 'returned');
  t.is(await userInfoStatus(house, theirs.tokens.access_token), 401);
  t.is(
    await refusalOf(oidc.refreshTokenGrant(platform.config, theirs.tokens.refresh_token ?? '')),
    'invalid_grant',
    'the refresh token is dead',
  );
  const { to } = await beginSignIn(platform, { scope: 'openid run' });
  t.true(asksForKey(await theirs.browser.follow(await theirs.browser.get(to.href), house.issuer)), 'and the session');

  await register(house, 'camila@correo.example', { serial: camila.serial, key: new PlainKey(owner.key) });
  const mine = await signIn(platform, { person: owner, params: { scope: 'openid run' } });
  t.not(mine.tokens.claims()?.sub, theirs.tokens.claims()?.sub);
  t.like(await userInfo(platform, mine.tokens), { rut: '44000003-7', identidad: 'documento' });
});

test('the key of the squatter opens nothing after that, and no platform hears of it', async (t) => {
  const { house, platform } = await open(t);
  await register(house, 'ladron@correo.example');
  await contest(house);
  const { to } = await beginSignIn(platform);
  const page = await goThrough(openBrowser(), to, squatter);
  t.is(page.status, 422);
  t.regex(page.text, /PERSONA NO REGISTRADA/);
});

test('whoever was frozen is told at once, with the folio, and that the desk is the way', async (t) => {
  const { house } = await open(t);
  await register(house, 'ladron@correo.example');
  await contest(house);
  const letter = (await house.mailbox()).find(({ to }) => to === 'ladron@correo.example');
  t.is(letter?.subject, 'Su cuenta Clave Sence fue detenida');
  t.regex(letter?.text ?? '', /CS-PRUE-BA22/);
  t.regex(letter?.text ?? '', /se revisa en persona/);
  t.notRegex(letter?.text ?? '', /44\.?000\.?003/);
});

test('an identifier that was taken back is opened by the card only: the squatter cannot come again', async (t) => {
  const { house } = await open(t);
  await registerNatural(house.world, { ...registration(), email: parseEmail('guardado@correo.example') }, here);
  const kept = await newestLinkTo(house, 'guardado@correo.example');
  await register(house, 'ladron@correo.example');
  await contest(house);
  await t.throwsAsync(confirmEmail(house.world, kept, here), { message: 'link-spent' }, 'nor by an older letter');
  await registerNatural(house.world, { ...registration(), email: parseEmail('ladron@correo.example') }, here);
  const [letter] = await house.mailbox();
  t.is(letter?.subject, 'Falta el número de su cédula');
  t.notRegex(letter?.text ?? '', /\/confirmar\//);
});

test('an account that showed a card is not frozen by another card: two people at the desk decide', async (t) => {
  const { house, platform } = await open(t);
  const { tokens } = await signIn(platform, { person: rosa });
  t.is(await contest(house, { rut: rosa.rut, serial: rosa.serial }), 'desk');
  t.is(await userInfoStatus(house, tokens.access_token), 200);
});

test('a wrong card freezes nobody and says how many tries are left', async (t) => {
  const { house, platform } = await open(t);
  await register(house, 'ladron@correo.example');
  const { tokens } = await signIn(platform, { person: squatter });
  const refused = await t.throwsAsync(contest(house, { serial: '599999999' }), { message: 'cedula-mismatch' });
  t.is((refused as unknown as Refusal).details.left, 4);
  t.is(await userInfoStatus(house, tokens.access_token), 200);
});

test('nothing is told of an account before the card is proved', async (t) => {
  const { house } = await open(t);
  const refusals = [];
  for (const rut of ['44.000.001-0', '44.000.105-K', '44.000.004-5'])
    refusals.push(await t.throwsAsync(contest(house, { rut, serial: '599999999' })));
  t.deepEqual(new Set(refusals.map((error) => error?.message)), new Set(['cedula-mismatch']));
});

test('a number that nobody holds says so, and so does one whose registration was never confirmed', async (t) => {
  const { house } = await open(t);
  t.is(await contest(house), 'free');
  await registerNatural(house.world, registration(), here);
  t.is(await contest(house), 'free');
});

test('a company is taken back by a representative in force, and by nobody else', async (t) => {
  const { house } = await open(t);
  await openCompany(house);
  const company = panaderia.rut;
  await t.throwsAsync(contest(house, { company }), { message: 'not-representative' });
  t.is(await contest(house, { company, rut: rosa.rut, serial: rosa.serial }), 'returned');
  t.is(await contest(house, { company, rut: rosa.rut, serial: rosa.serial }), 'free');
});

test('two at once freeze once', async (t) => {
  const { house } = await open(t);
  await register(house, 'ladron@correo.example');
  const outcomes = await Promise.all([contest(house), contest(house), contest(house)]);
  t.is(outcomes.filter((outcome) => outcome === 'returned').length, 1);
});
