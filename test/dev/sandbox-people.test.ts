import test, { type ExecutionContext } from 'ava';
import { seedSandbox } from '../../src/dev/people/seed-sandbox.ts';
import type { Account } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { instantOf } from '../../src/domain/instant.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { attack, forgetAlarms } from '../helpers/tampered.ts';

const MINUTE = 60_000;
const [ROSA, ANA] = ['44000001-0', '44000105-K'] as const;

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ env: { SANDBOX: 'yes' }, clients: [] });
  await seedSandbox(app.deps);
});

test.after.always(() => app?.stop());

async function accountOf(run: string, of = app): Promise<Account> {
  const found = await of.deps.accounts.findByIdentifier('natural', run as Rut);
  if (!found) throw new Error(`no account of ${run}`);
  return found;
}

/** What a stranger with the published key may reach: another key, other contacts, a stopped account. */
async function takeOver(run: string, of = app): Promise<void> {
  const { id } = await accountOf(run, of);
  await of.deps.accounts.change(id, (latest) => ({
    ...latest,
    keyHash: 'another hash',
    keyChangedAt: of.deps.now(),
    state: 'congelada',
    stolenAt: of.deps.now(),
    identidad: 'declarada',
    personal: { ...latest.personal, email: parseEmail('otra@correo.example') },
  }));
}

const asSeen = ({ state, identidad, keyHash, personal, stolenAt, subject }: Account) => ({
  state,
  identidad,
  stolenAt,
  subject,
  email: personal.email,
  hashed: keyHash.length > 20,
});

test.serial('people who are as published stay so: nothing is restored, and no session ends', async (t) => {
  const before = await Promise.all([ROSA, ANA].map((run) => accountOf(run)));
  for (const minutes of [0, 16, 16]) {
    app.advance(minutes * MINUTE);
    t.deepEqual(await app.restorePeople(), []);
  }
  t.deepEqual(await Promise.all([ROSA, ANA].map((run) => accountOf(run))), before);
});

test.serial(
  '[threat 638] a fictional person that was changed is as published again within 15 minutes, and not at once',
  async (t) => {
    const before = asSeen(await accountOf(ROSA));
    await takeOver(ROSA);
    t.deepEqual(await app.restorePeople(), []);
    app.advance(13 * MINUTE);
    t.deepEqual(await app.restorePeople(), []);
    t.is((await accountOf(ROSA)).state, 'congelada');
    app.advance(MINUTE);
    t.deepEqual(await app.restorePeople(), ['rosa']);
    t.deepEqual(asSeen(await accountOf(ROSA)), before);
    t.deepEqual(await app.restorePeople(), []);
  },
);

test.serial('[threat 638] a change that was undone meanwhile restores nothing, and begins a new term', async (t) => {
  const { id, personal } = await accountOf(ROSA);
  const write = (email: string) =>
    app.deps.accounts.change(id, (latest) => ({
      ...latest,
      personal: { ...latest.personal, email: parseEmail(email) },
      confirmed: { ...latest.confirmed, email: latest.createdAt },
    }));
  await write('otra@correo.example');
  await app.restorePeople();
  await write(personal.email);
  app.advance(14 * MINUTE);
  t.deepEqual(await app.restorePeople(), []);
  await write('otra@correo.example');
  t.deepEqual(await app.restorePeople(), []);
  app.advance(14 * MINUTE);
  t.deepEqual(await app.restorePeople(), ['rosa']);
});

test.serial('[threat 638] a person whose row was written by another hand is left to the operator', async (t) => {
  await attack(app, `update accounts set identidad = 'declarada' where identifier = '${ROSA}'`, {});
  await app.restorePeople();
  app.advance(15 * MINUTE);
  t.deepEqual(await app.restorePeople(), []);
  await attack(app, `update accounts set identidad = 'documento' where identifier = '${ROSA}'`, {});
  await forgetAlarms(app);
  t.is((await accountOf(ROSA)).identidad, 'documento');
});

const PAGE = '/desarrolladores/personas';

/** Opens the page in a browser of its own and presses a button of Ana's. */
async function press(cambio: string, fields: Record<string, string> = {}): Promise<Visit> {
  const browser = openBrowser();
  const page = await browser.get(app.issuer + PAGE);
  return browser.follow(await browser.send(page, { persona: 'ana', ...fields, cambio }), app.issuer);
}

/** Lets the switch end, and looks that the page says so. */
async function end(t: ExecutionContext): Promise<void> {
  app.advance(15 * MINUTE);
  t.deepEqual(await app.restorePeople(), ['ana']);
  t.notRegex((await openBrowser().get(app.issuer + PAGE)).text, /Ahora está/);
}

test.serial('a switch stops the person at once, is shown with its end, and ends by itself', async (t) => {
  const { subject } = await accountOf(ANA);
  const page = await press('detenida');
  t.regex(page.text, /Ahora está detenida hasta las \d+\.\d\d/);
  t.is((await accountOf(ANA)).state, 'congelada');
  app.advance(14 * MINUTE);
  t.deepEqual(await app.restorePeople(), []);
  app.advance(MINUTE);
  t.deepEqual(await app.restorePeople(), ['ana']);
  t.like(await accountOf(ANA), { state: 'activa', identidad: 'documento', subject });
});

test.serial('each switch does what its button says', async (t) => {
  await press('declarada');
  t.is((await accountOf(ANA)).identidad, 'declarada');
  await end(t);
  await press('pausada');
  const who = `natural:${ANA}`;
  t.truthy(await app.deps.throttles.keyPause(who));
  app.advance(2 * MINUTE);
  t.is(await app.deps.throttles.keyPause(who), undefined);
  await app.restorePeople();
  t.truthy(await app.deps.throttles.keyPause(who), 'it lasts as long as the switch');
  await end(t);
  t.is(await app.deps.throttles.keyPause(who), undefined);
});

test.serial('mail that is switched to late leaves five minutes later, that of others at once', async (t) => {
  await press('correo-tarde');
  const notice = { kind: 'block-lifted', at: instantOf(app.deps.now()), folio: 'LD-7F3K-9QWM' } as const;
  for (const run of [ROSA, ANA]) {
    const { id, personal } = await accountOf(run);
    await app.deps.notifier.send(notice, { channel: 'mail', to: personal.email }, id);
  }
  const to = async () => (await app.mailbox()).map((one) => one.to).filter((one) => /^(rosa|ana)@/.test(one));
  t.deepEqual(await to(), ['rosa@correo.example']);
  app.advance(5 * MINUTE);
  t.deepEqual((await to()).sort(), ['ana@correo.example', 'rosa@correo.example']);
  await end(t);
});

test.serial(
  '[threat 639] one switch of a person at a time, and none of those whom the page does not offer',
  async (t) => {
    t.regex((await press('detenida', { persona: 'rosa' })).text, /Esa persona no se puede cambiar/);
    t.regex((await press('cerrada')).text, /Esa persona no se puede cambiar/);
    t.is((await accountOf(ROSA)).state, 'activa');
    const browsers = [openBrowser(), openBrowser()];
    const pages = await Promise.all(browsers.map((one) => one.get(app.issuer + PAGE)));
    const sent = await Promise.all(
      browsers.map((one, place) => one.send(pages[place] as Visit, { persona: 'ana', cambio: 'declarada' })),
    );
    const outcomes = sent.map(({ headers }) =>
      new URL(headers.get('location') ?? '', app.issuer).searchParams.get('cambio'),
    );
    t.deepEqual(outcomes.sort(), ['cambiada', 'ocupada']);
    await end(t);
  },
);

test.serial(
  '[threat 639] a switch needs the token of the page, and a network has ten in a quarter of an hour',
  async (t) => {
    const browser = openBrowser();
    await browser.get(app.issuer + PAGE);
    const forged = await browser.post(app.issuer + PAGE, { persona: 'ana', cambio: 'detenida', ficha: 'x' });
    t.is(forged.status, 403);
    t.is((await accountOf(ANA)).state, 'activa');
    app.advance(16 * MINUTE);
    const page = await browser.get(app.issuer + PAGE);
    const ask = async (): Promise<Visit> =>
      browser.follow(await browser.send(page, { persona: 'ana', cambio: 'correo-tarde' }), app.issuer);
    for (let asked = 0; asked < rateLimits.personSwitches.limit; asked += 1)
      t.notRegex((await ask()).text, /demasiados/);
    t.regex((await ask()).text, /demasiados cambios/);
    await end(t);
  },
);

test.serial('what one instance switched, every instance shows, and any of them ends', async (t) => {
  await press('detenida');
  const other = await app.beside();
  app.advance(15 * MINUTE);
  const restored = await Promise.all([app.restorePeople(), other.restorePeople()]);
  t.true(restored.some((one) => one.includes('ana')));
  t.is((await accountOf(ANA)).state, 'activa');
  t.deepEqual(await other.restorePeople(), []);
});

test.serial('[threat 638] outside of a sandbox no person is restored and no switch is offered', async (t) => {
  const other = await openTestApp({ clients: [] });
  t.teardown(other.stop);
  await takeOver(ROSA, other);
  for (const minutes of [0, 15]) {
    other.advance(minutes * MINUTE);
    t.deepEqual(await other.restorePeople(), []);
  }
  t.is((await accountOf(ROSA, other)).state, 'congelada');
  t.is((await openBrowser().post(other.issuer + PAGE, { persona: 'ana', cambio: 'detenida' })).status, 404);
});
