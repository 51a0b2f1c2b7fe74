import test, { type ExecutionContext } from 'ava';
import { freeze } from '../../src/account/freeze-account.ts';
import { saveKey } from '../../src/account/save-key.ts';
import type { Here } from '../../src/account/who-is-in.ts';
import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { type RightDecision, rightDecisions } from '../../src/domain/rights.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { contestIdentity } from '../../src/features/identity/use-cases/contest-identity.ts';
import { stopOwnAccount } from '../../src/features/my-account/use-cases/stop-own-account.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { answerRight } from '../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { clientFileFor, openClient, type Person, pedro, rosa, signIn } from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import {
  answering,
  callable,
  eventReceiver,
  heardAt,
  listeningAt,
  notifiedIn,
  tellEvents,
} from '../helpers/event-receiver.ts';
import { provedAs } from '../helpers/proved.ts';
import { registration, visitorFrom, withKey } from '../helpers/registration.ts';
import { panaderiaIn } from '../helpers/rights.ts';
import { runningMs } from '../helpers/running-ms.ts';

const SECOND = 1000;
const DISABLED = 'https://schemas.openid.net/secevent/risc/event-type/account-disabled';
const ENABLED = 'https://schemas.openid.net/secevent/risc/event-type/account-enabled';
const PURGED = 'https://schemas.openid.net/secevent/risc/event-type/account-purged';
const RECTIFIED = 'urn:sence:evento:datos-rectificados';
const OPPOSED = 'urn:sence:evento:oposicion-acogida';
const CONTESTED = 'urn:sence:evento:identidad-impugnada';
const REPLACED = 'urn:sence:evento:sub-reemplazado';
const visitor = visitorFrom('198.51.100.7');

type Fields = NonNullable<Parameters<typeof listeningAt>[2]>;

/** An app with a client that takes every event, unless `fields` differ, and that knows Rosa. */
async function open(t: ExecutionContext, fields: Fields = {}, env: Record<string, string> = {}) {
  const receiver = await eventReceiver(t);
  const app = await openTestApp({
    env: { THROTTLES: 'off', ...callable(receiver), ...env },
    clients: [listeningAt(receiver, 'capacita', fields), clientFileFor('callada')],
  });
  t.teardown(app.stop);
  const sub = await subOf(app);
  return { app, receiver, sub, notified: async () => notifiedIn(await heardAt(app, receiver, 'capacita')) };
}

/** A person signs in, and the client knows the account from then on. */
async function subOf(app: TestApp, person: Person = rosa, id = 'capacita'): Promise<string> {
  const { tokens } = await signIn(await openClient(app, id), { person });
  return tokens.claims()?.sub ?? '';
}

async function accountOf({ deps }: TestApp, { rut }: Person = rosa): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rut));
  if (!account) throw new Error(`no account has ${rut}`);
  return account;
}

/** Opens an account with the card. */
async function register(app: TestApp, { rut, key, serial }: Person): Promise<void> {
  const email = parseEmail('titular@correo.example');
  const asked = { ...registration({ serial, key: new Secret(key) }), run: parseRun(rut), email };
  await registerNatural(app.deps, asked, visitor);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, email), key), visitor);
}

const freezeRosa = async (app: TestApp): Promise<void> => {
  const account = await accountOf(app);
  await app.deps.atomically(() => freeze(app.deps, account, visitor));
};

const hereAs = async (app: TestApp): Promise<Here> => ({
  account: await accountOf(app),
  actor: undefined,
  session: undefined as never,
});

const rowsOf = ({ database }: TestApp) =>
  database.run<{ client_id: string; told_at: Date | null; dead_at: Date | null; attempts: number }[]>((sql) =>
    sql('event_notices'),
  );

test('[protocol 63] a freeze is notified as a signed account-disabled about the sub that the client knows, with no other data', async (t) => {
  const { app, receiver, sub } = await open(t);
  await freezeRosa(app);
  const [received] = await heardAt(app, receiver, 'capacita');
  const [asked] = receiver.asked;
  t.is(asked?.method, 'POST');
  t.is(asked?.url, '/eventos');
  t.is(asked?.headers['content-type'], 'application/secevent+jwt');
  t.is(asked?.headers.accept, 'application/json');
  t.deepEqual(Object.keys(received?.protectedHeader ?? {}).toSorted(), ['alg', 'kid', 'typ']);
  t.is(received?.protectedHeader.alg, 'ES256');
  const { jti, iat, toe, ...rest } = received?.payload ?? {};
  t.deepEqual(rest as object, {
    iss: app.issuer,
    aud: 'capacita',
    sub_id: { format: 'iss_sub', iss: app.issuer, sub },
    events: { [DISABLED]: {} },
  });
  t.regex(jti ?? '', /^[0-9a-f-]{36}$/);
  t.true(Math.abs(Number(iat) - Number(toe)) <= 5);
  const said = Buffer.from(asked?.body.split('.')[1] ?? '', 'base64url').toString();
  for (const secret of ['44000001', 'Rosa', 'rosa@', (await accountOf(app)).id, (await accountOf(app)).subject])
    t.false(said.includes(secret), secret);
});

test('stopping the own account, asking for a block and having it closed are notified as disabled; coming back as enabled', async (t) => {
  const { app, sub, notified } = await open(t);
  const { deps } = app;
  await stopOwnAccount(deps, await hereAs(app), visitor);
  const frozen = await accountOf(app);
  const fresh = { keyHash: frozen.keyHash, keyShort: false, proved: true, by: 'key' } as const;
  await deps.atomically(() => saveKey(deps, frozen, fresh, visitor));
  const block = await askRight(deps, await hereAs(app), { kind: 'bloqueo', detail: undefined }, visitor);
  await answerRight(deps, block.request.id, { decision: 'rechazada', reasons: 'No procede.' }, 'mesa-7');
  const here = await hereAs(app);
  const closing = { kind: 'supresion', detail: undefined, proved: provedAs(here.account) } as const;
  const end = await askRight(deps, here, closing, visitor);
  await answerRight(deps, end.request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
  const received = await notified();
  t.deepEqual(
    received.map(([uri]) => uri).toSorted(),
    [DISABLED, DISABLED, DISABLED, ENABLED, ENABLED, PURGED].toSorted(),
  );
  t.true(received.every(([, about]) => about === sub));
});

/** Rosa asks for a right, and the desk answers. */
async function answerTo(
  app: TestApp,
  kind: 'rectificacion' | 'oposicion' | 'bloqueo' | 'supresion' | 'acceso',
  decision: RightDecision,
): Promise<void> {
  const here = await hereAs(app);
  const asked = { kind, detail: 'Mi segundo apellido', proved: provedAs(here.account) } as const;
  const { request } = await askRight(app.deps, here, asked, visitor);
  await answerRight(app.deps, request.id, { decision, reasons: 'Fundamentos' }, 'mesa-7');
}

test('a right that is granted, wholly or in part, is passed on to the clients that know the person, and a refused one is not', async (t) => {
  const { app, receiver, sub } = await open(t);
  await answerTo(app, 'acceso', 'acogida');
  for (const kind of ['rectificacion', 'oposicion'] as const)
    for (const decision of rightDecisions) await answerTo(app, kind, decision);
  await answerTo(app, 'bloqueo', 'rechazada');
  await answerTo(app, 'supresion', 'rechazada');
  await answerTo(app, 'supresion', 'acogida-en-parte');
  const received = await heardAt(app, receiver, 'capacita');
  t.deepEqual(
    notifiedIn(received).toSorted(),
    [RECTIFIED, RECTIFIED, OPPOSED, OPPOSED, DISABLED, ENABLED, DISABLED, PURGED].map((uri) => [uri, sub]).toSorted(),
  );
  for (const { body } of receiver.asked) {
    const said = Buffer.from(body.split('.')[1] ?? '', 'base64url').toString();
    for (const secret of ['LD-', 'apellido', 'Fundamentos', '44000001']) t.false(said.includes(secret), secret);
  }
});

test('a client that knows a company hears of a representative whose data were rectified only where it may know who acts', async (t) => {
  const { app, receiver } = await open(t);
  await openCompany(app);
  const here = await panaderiaIn(app, rosa.rut);
  await app.deps.clientUses.note({ accountId: here.account.id, clientId: 'capacita', scopes: [] });
  const asked = { kind: 'rectificacion', detail: 'Mi nombre' } as const;
  const { request } = await askRight(app.deps, here, asked, visitor);
  await answerRight(app.deps, request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
  t.deepEqual((await app.database.run<object[]>((sql) => sql('event_notices').select('event', 'actor'))) as object[], [
    { event: 'data-rectified', actor: here.actor?.subject },
  ]);
  t.is((await heardAt(app, receiver, 'capacita')).length, 0, 'its file does not open who acts');
});

test('a key that is changed in an account in use sends no account-enabled', async (t) => {
  const { app, notified } = await open(t);
  const account = await accountOf(app);
  const fresh = { keyHash: account.keyHash, keyShort: false, proved: true, by: 'key' } as const;
  await app.deps.atomically(() => saveKey(app.deps, account, fresh, visitor));
  t.deepEqual(await notified(), []);
});

test('[protocol 63] a contested identity is notified about the old sub, which is replaced; nothing leads to the new one', async (t) => {
  const { app, receiver, notified } = await open(t);
  const old = await subOf(app, pedro);
  await contestIdentity(app.deps, { run: parseRun(pedro.rut), serial: requireSerial(pedro.serial) }, visitor);
  // It was used at a client: stopped at once, withdrawn after the waiting period.
  app.advance(72 * 3_600_000 + 60_000);
  t.true(await applyDueChange(app.deps));
  const again = { rut: pedro.rut, key: 'Copihue-88', serial: pedro.serial };
  await register(app, again);
  const fresh = await subOf(app, again);
  t.not(fresh, old);
  t.deepEqual((await notified()).toSorted(), [
    [DISABLED, old],
    [CONTESTED, old],
    [REPLACED, old],
  ]);
  const bodies = receiver.asked.map(({ body }) => Buffer.from(body.split('.')[1] ?? '', 'base64url').toString());
  t.false(bodies.join().includes(fresh));
  const account = await accountOf(app, again);
  await app.deps.atomically(() => freeze(app.deps, account, visitor));
  t.deepEqual((await notified()).at(-1), [DISABLED, fresh]);
});

test('a contest that ends at the desk notifies no client', async (t) => {
  const { app, notified } = await open(t);
  await contestIdentity(app.deps, { run: parseRun(rosa.rut), serial: requireSerial(rosa.serial) }, visitor);
  t.deepEqual(await notified(), []);
});

test('only clients that know the account are notified, and each about its own sub', async (t) => {
  const [one, other, stranger] = [await eventReceiver(t), await eventReceiver(t), await eventReceiver(t)];
  const app = await openTestApp({
    env: { THROTTLES: 'off', ...callable(one, other, stranger) },
    clients: [
      listeningAt(one, 'capacita'),
      listeningAt(other, 'privada', { sector: 'privada', id_token_signed_response_alg: 'RS256' }),
      listeningAt(stranger, 'ajena'),
    ],
  });
  t.teardown(app.stop);
  const subs = [await subOf(app), await subOf(app, rosa, 'privada')];
  await freezeRosa(app);
  const first = await heardAt(app, one, 'capacita');
  const second = await heardAt(app, other, 'privada');
  t.deepEqual(
    [...notifiedIn(first), ...notifiedIn(second)].map(([, sub]) => sub),
    subs,
  );
  t.not(subs[0], subs[1]);
  t.is(second[0]?.protectedHeader.alg, 'RS256');
  t.not(first[0]?.payload.jti, second[0]?.payload.jti);
  t.is(stranger.asked.length, 0);
});

test('a client that the account holder disconnected receives nothing any more', async (t) => {
  const { app, notified } = await open(t);
  await app.deps.clientUses.forget((await accountOf(app)).id, 'capacita');
  await freezeRosa(app);
  t.deepEqual(await notified(), []);
});

test('a client that did not ask for this event, for any, or was removed gets nothing, and nothing is kept', async (t) => {
  const { app, receiver } = await open(t, { events: ['account-enabled'] });
  await subOf(app, rosa, 'callada');
  const { id } = await accountOf(app);
  await app.deps.clientUses.note({ accountId: id, clientId: 'nadie', scopes: [] });
  await freezeRosa(app);
  t.is((await rowsOf(app)).length, 3);
  await tellEvents(app);
  t.deepEqual(
    (await rowsOf(app)).map(({ client_id }) => client_id),
    ['nadie'],
    'another instance may know it already',
  );
  app.advance(16 * 60 * SECOND);
  await tellEvents(app);
  t.is(receiver.asked.length, 0);
  t.is((await rowsOf(app)).length, 0);
});

test('a freeze that is rolled back notifies no client', async (t) => {
  const { app, notified } = await open(t);
  const account = await accountOf(app);
  await t.throwsAsync(
    app.deps.atomically(async () => {
      await freeze(app.deps, account, visitor);
      throw new Error('no');
    }),
  );
  t.deepEqual(await notified(), []);
});

/** Works for so many seconds. */
async function pass(app: TestApp, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await tellEvents(app);
    app.advance(SECOND);
  }
}

test('[protocol 63] a receiver of events that is down for two minutes gets the same event once when it returns, by its jti', async (t) => {
  const { app, receiver } = await open(t);
  receiver.answer = answering(503);
  await freezeRosa(app);
  await pass(app, 120);
  const tries = receiver.asked.length;
  t.true(tries > 2 && tries < 10, `${tries} tries in two minutes`);
  receiver.answer = answering(202);
  await pass(app, 120);
  t.is(receiver.asked.length, tries + 1);
  app.advance(25 * 3600 * SECOND);
  const received = await heardAt(app, receiver, 'capacita');
  t.is(received.length, tries + 1, 'nothing comes afterwards');
  t.is(
    new Set(received.map(({ payload }) => payload.jti)).size,
    1,
    'a receiver that took it twice recognizes it by its jti',
  );
  t.is(new Set(received.map(({ payload }) => payload.toe)).size, 1);
  const [first, last] = [received[0]?.payload.iat ?? 0, received.at(-1)?.payload.iat ?? 0];
  t.true(last - first >= 115, 'it was signed anew when it left');
});

test('[protocol 63] 200 and 204 are accepted as well; every other answer is tried again', async (t) => {
  for (const [status, times] of [
    [200, 1],
    [204, 1],
    [301, 2],
    [400, 2],
    [401, 2],
    [500, 2],
  ] as const) {
    const { app, receiver } = await open(t);
    receiver.answer = answering(status);
    await freezeRosa(app);
    await tellEvents(app);
    app.advance(3 * SECOND);
    await tellEvents(app);
    t.is(receiver.asked.length, times, `${status}`);
  }
});

test('[protocol 63] a 400 that names an error is given up at once, with a line in the log that has no subject in it', async (t) => {
  const { app, receiver, sub } = await open(t);
  receiver.answer = answering(400, { err: 'invalid_issuer', description: `no user of ours: ${sub}` });
  await freezeRosa(app);
  await pass(app, 30);
  t.is(receiver.asked.length, 1);
  t.truthy((await rowsOf(app))[0]?.dead_at);
  const log = app.logged.join('');
  t.true(log.includes('security event given up'));
  t.true(log.includes('EventRefused: invalid_issuer'));
  t.false(log.includes(sub));
});

test('[security 39, protocol 63] events go to no private address that EGRESS_ALLOW does not name, and follow no redirect', async (t) => {
  const { app, receiver } = await open(t, {}, { EGRESS_ALLOW: '' });
  await freezeRosa(app);
  await tellEvents(app);
  t.is(receiver.asked.length, 0);
  t.truthy((await rowsOf(app))[0]?.dead_at);
  t.true(app.logged.join('').includes('security event given up'));

  const inside = await eventReceiver(t);
  const outside = await open(t, {}, { EGRESS_ALLOW: 'localhost' });
  outside.receiver.answer = (_request, response) =>
    void response.writeHead(307, { location: `http://localhost:${inside.port}/` }).end();
  await freezeRosa(outside.app);
  await tellEvents(outside.app);
  t.deepEqual([outside.receiver.asked.length, inside.asked.length], [1, 0]);
});

test('a client that never answers an event delays the others for three seconds at most', async (t) => {
  const { app, receiver } = await open(t);
  receiver.answer = () => {};
  t.true((await runningMs(() => freezeRosa(app))) < 2000, 'who freezes does not wait');
  t.true((await runningMs(() => deliverDue(app.events))) < 6000);
  t.like((await rowsOf(app))[0], { attempts: 1, told_at: null, dead_at: null });
});

test('four workers at once send each event once', async (t) => {
  const { app, receiver } = await open(t);
  const account = await accountOf(app);
  for (let turn = 0; turn < 6; turn += 1) await app.deps.clientEvents.publish(account, 'account-enabled');
  const took = await Promise.all([1, 2, 3, 4].map(() => deliverDue(app.events)));
  t.is(
    took.reduce((sum, one) => sum + one, 0),
    6,
  );
  const received = await heardAt(app, receiver, 'capacita');
  t.is(received.length, 6);
  t.is(new Set(received.map(({ payload }) => payload.jti)).size, 6);
});

test("the copy of one's data lists which clients were notified of what, and when", async (t) => {
  const { app } = await open(t);
  await freezeRosa(app);
  await tellEvents(app);
  const sections = await app.deps.records.of(await accountOf(app), undefined);
  const rows = sections.find(({ table }) => table === 'event_notices')?.rows ?? [];
  t.is(rows.length, 1);
  t.like(rows[0], { client: 'capacita', event: { of: 'event', code: 'account-disabled' } });
  t.truthy(rows[0]?.noticeDelivered);
});
