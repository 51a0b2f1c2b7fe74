import test from 'ava';
import * as oidc from 'openid-client';
import { changeKeyBy, changeOwnKey } from '../../../../src/account/change-key.ts';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { openMailbox } from '../../../../src/account/open-mailbox.ts';
import type { Account } from '../../../../src/domain/account.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { nextKeyChangeStep } from '../../../../src/domain/key-change.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import {
  beginKeyChange,
  beginKeyChangeByMail,
} from '../../../../src/features/key-change/use-cases/begin-key-change.ts';
import { finishKeyChange, proveInKeyChange } from '../../../../src/features/key-change/use-cases/finish-key-change.ts';
import { keyChangeByMail } from '../../../../src/features/key-change/use-cases/key-change-flow.ts';
import type { CurrentKey } from '../../../../src/features/key-change/use-cases/prove-current-key.ts';
import type { JourneyOf } from '../../../../src/ports/journeys.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  beginSignIn,
  goThrough,
  openClient,
  redeem,
  refusalOf,
  type SignedIn,
  signIn,
  userInfoStatus,
} from '../../../helpers/client-app.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import {
  accountNow,
  actsOf,
  CHOSEN,
  camila,
  coded,
  elsewhere,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByAnswer,
  replaceByCard,
  tokenIn,
  tryKey,
} from '../../../helpers/recovery.ts';
import { runningMs } from '../../../helpers/running-ms.ts';
import { logInJuridica } from '../../../helpers/whole-sign-in.ts';

const person = { rut: camila.rut, key: camila.key, serial: camila.serial };
const ROSA = parseRun('44.000.001-0');
const PEDRO = parseRun('44.000.002-9');

let browsers = 0;

interface Typed extends Partial<Omit<CurrentKey, 'key'>> {
  readonly key?: string;
  readonly browser?: string;
}

/** «Validar Datos» in a browser of its own, as Camila unless given otherwise. */
async function validate({ deps }: TestApp, { key = camila.key, ...typed }: Typed = {}, visitor = elsewhere()) {
  browsers += 1;
  const browser = typed.browser ?? `navegador-${browsers}`;
  const asked = { profile: 'natural', identifier: camila.run, device: undefined, ...typed } as const;
  return { id: await beginKeyChange(deps, { ...asked, key: new Secret(key), browser }, visitor), browser };
}

const refusedAt = (app: TestApp, typed: Typed, visitor = elsewhere()): Promise<string> =>
  coded(validate(app, typed, visitor));

const finish = ({ deps }: TestApp, of: JourneyOf, chosen = CHOSEN): Promise<void> =>
  finishKeyChange(deps, of, new Secret(chosen), elsewhere());

const stepOf = async ({ deps }: TestApp, { id, browser }: JourneyOf) => {
  const found = await deps.keyChanges.find(id, browser);
  return found && nextKeyChangeStep(found);
};

/** The use case of a signed-in user, with the key as it is now. */
async function changeOwn(app: TestApp, chosen: string, rest: { except?: string; proved?: string } = {}) {
  const { id, keyHash } = await accountNow(app);
  const asked = { accountId: id, proved: keyHash, chosen: new Secret(chosen), ...rest };
  return changeOwnKey(app.deps, asked, owner);
}

const company = { profile: 'juridica', identifier: parseRut(panaderia.rut), key: panaderia.key } as const;

async function companyNow({ deps }: TestApp): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('juridica', company.identifier);
  if (!account) throw new Error('the company has no account');
  return account;
}

// --- what it does

for (const policy of ['guia', 'segura'] as const) {
  test(`${policy}: the new key opens the account at once and the old one no longer does; the trail records it`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const of = await validate(app);
    t.is(await stepOf(app, of), 'choose');
    await finish(app, of);
    t.is(await stepOf(app, of), 'done');
    t.is(await outcomeOf(app, CHOSEN), 'in');
    t.not(await outcomeOf(app, camila.key), 'in');
    t.is((await actsOf(app)).filter((act) => act === 'key.changed').length, 1);
  });
}

test('[security 23] the account holder is notified by e-mail and SMS that the key changed, and the key stands in no message, table or log', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  await finish(app, of);
  const [mail] = await messagesTo(app, camila.email);
  const [sms] = await messagesTo(app, camila.mobile);
  t.is(mail?.subject, 'Su Clave Sence fue cambiada');
  for (const one of [mail, sms]) t.regex(one?.text ?? '', /\/no-fui-yo\//);
  const sent = JSON.stringify(await app.mailbox());
  for (const key of [CHOSEN, camila.key]) {
    t.false(sent.includes(key));
    t.false(app.logged.join('').includes(key));
  }
  for (const table of ['key_changes', 'outbox', 'audit', 'accounts']) {
    const rows = await app.database.run<{ text: string }[]>((sql) =>
      sql(`${table} as r`).select(sql.raw('r::text as text')),
    );
    t.false(rows.some(({ text }) => text.includes(CHOSEN) || text.includes(Buffer.from(CHOSEN).toString('hex'))));
  }
});

test('[security 24] «No fui yo» in the notice of a change freezes the account', async (t) => {
  const app = await openWithCamila(t);
  await finish(app, await validate(app));
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is(await outcomeOf(app, CHOSEN), 'account-frozen');
});

test('[floor 5] a change of key by the key delays a pending recovery once, stops none, and ends what one had sent', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const provisional = await provisionalIn(app, camila.email);
  await replaceByCard(app);
  await finish(app, await validate(app));
  const waits = await app.deps.pendingChanges.waiting((await accountNow(app)).id, 'replace-contacts');
  t.truthy(waits?.delayedAt);
  t.is(await outcomeOf(app, provisional), 'key-wrong');
});

// --- what it refuses

test('[floor 9] a key made of known data of the account holder is refused, the telephone included, and so is the same one again', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  for (const chosen of ['Camila-99', '44000003', 'camila1234', '40000003', 'sence2026'])
    t.is(await coded(finish(app, of, chosen)), 'key-guessable', chosen);
  t.is(await coded(finish(app, of, camila.key)), 'key-same');
  t.is(await coded(changeOwn(app, camila.key)), 'key-same');
  t.is(await outcomeOf(app, camila.key), 'in', 'nothing changed');
  t.is(await coded(finish(app, of)), 'done');
});

test('[security 7] a wrong key here spends the same throttle as at the login, with one answer', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 3; place += 1)
    t.is(await refusedAt(app, { key: 'otra clave' }, elsewhere(place)), 'key-wrong');
  for (let place = 4; place <= 5; place += 1)
    t.is(await outcomeOf(app, 'otra clave', { visitor: elsewhere(place) }), 'key-wrong');
  t.is(await refusedAt(app, {}, elsewhere(6)), 'account-paused', 'also with the right key');
  t.is(await outcomeOf(app, camila.key, { visitor: elsewhere(7) }), 'account-paused');
  const device = app.deps.devices.remember(undefined, await accountNow(app));
  t.is(await refusedAt(app, { device }, owner), 'done', 'a browser that the account knows is not locked out');
});

test('[C8] guia distinguishes an unknown identifier within the budget of the network, segura never', async (t) => {
  const unregistered = { identifier: parseRun('44.000.105-K') };
  const guia = await openWithCamila(t, { throttles: 'on' });
  t.is(await refusedAt(guia, unregistered, elsewhere(1)), 'person-unknown');
  t.is(await refusedAt(guia, { key: 'otra clave' }, elsewhere(1)), 'key-wrong');
  const segura = await openWithCamila(t, { policy: 'segura' });
  t.is(await refusedAt(segura, unregistered), 'credentials-wrong');
  t.is(await refusedAt(segura, { key: 'otra clave' }), 'credentials-wrong');
});

test('a frozen account changes no key by its key, neither at the proof nor at the last button', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state: 'congelada' }));
  t.is(await refusedAt(app, {}), 'account-frozen');
  t.is(await coded(finish(app, of)), 'account-frozen');
  t.is(await stepOf(app, of), 'choose', 'what was refused is not done');
});

test('another browser cannot end a change that this one began, and after thirty minutes no browser can', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  t.is(await coded(finish(app, { ...of, browser: 'navegador-del-ladron' })), 'flow-expired');
  app.advance(31 * MINUTE);
  t.is(await coded(finish(app, of)), 'flow-expired');
  t.is(await outcomeOf(app, camila.key), 'in');
});

// --- several at once

test('four changes at once of a key that was proved: one succeeds, the others are answered that it changed', async (t) => {
  const app = await openWithCamila(t);
  const { keyHash: proved } = await accountNow(app);
  const keys = [1, 2, 3, 4].map((place) => `Frase numero ${place}, de Camila`);
  const said = await Promise.all(keys.map((key) => coded(changeOwn(app, key, { proved }))));
  t.deepEqual(said.toSorted(), ['done', 'key-stale', 'key-stale', 'key-stale']);
  const opens = await Promise.all(keys.map((key) => outcomeOf(app, key)));
  t.deepEqual(
    opens.map((outcome) => outcome === 'in'),
    said.map((code) => code === 'done'),
    'the one that succeeded is the key',
  );
  t.is((await actsOf(app)).filter((act) => act === 'key.changed').length, 1);
});

test('four clicks at once in one change: one success, and the others get that the step is over', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  const ended = await Promise.all([1, 2, 3, 4].map(() => coded(finish(app, of))));
  t.deepEqual(ended.toSorted(), ['done', 'flow-step', 'flow-step', 'flow-step']);
  t.is((await actsOf(app)).filter((act) => act === 'key.changed').length, 1);
  t.is((await messagesTo(app, camila.mobile)).filter(({ text }) => /fue cambiada/.test(text)).length, 1);
});

test('of two changes that were begun, the second is answered that the key changed meanwhile', async (t) => {
  const app = await openWithCamila(t);
  const [first, second] = [await validate(app), await validate(app)];
  await finish(app, first);
  t.is(await coded(finish(app, second, 'Una tercera frase larga')), 'key-stale');
  t.is(await outcomeOf(app, CHOSEN), 'in');
});

test('a hash with old parameters is renewed at the proof, so that a login meanwhile does not look like another key', async (t) => {
  const app = await openWithCamila(t);
  const { keyHash } = await accountNow(app);
  const { hasher } = app.deps;
  Object.assign(app.deps, { hasher: { ...hasher, isOld: (hash: string) => hash === keyHash } });
  const of = await validate(app);
  t.not((await accountNow(app)).keyHash, keyHash);
  t.is(await outcomeOf(app, camila.key), 'in');
  t.is(await coded(finish(app, of)), 'done');
});

// --- a provisional key as «CS Actual»

test('[floor 3] a provisional key counts as «CS Actual», works once, and cannot be chosen itself', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  const of = await validate(app, { key: key.toLowerCase() });
  const again = await validate(app, { key });
  t.is(await coded(finish(app, of, key)), 'key-same');
  t.is(await coded(finish(app, of, key.toLowerCase())), 'key-same');
  t.is(await outcomeOf(app, camila.key), 'in', 'the old one works until the new one is saved');
  await finish(app, of);
  t.is(await outcomeOf(app, CHOSEN), 'in');
  t.is(await coded(finish(app, again)), 'provisional-spent');
  t.is(await refusedAt(app, { key }), 'key-wrong');
});

test('[floor 4] a user who comes by the sign-in cannot choose the key that stood in the message either', async (t) => {
  const app = await openWithCamila(t);
  // By the answer: a recovery by the card alone asks for a code from the mailbox besides (C6).
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  const said = await tryKey(app, key);
  const provisional = said === 'in' ? undefined : await app.deps.provisionalKeys.find(said.provisional);
  if (!provisional) return t.fail();
  const choose = (chosen: string) => coded(changeKeyBy(app.deps, provisional, new Secret(chosen), elsewhere()));
  t.is(await choose(key), 'key-same');
  t.is(await choose(CHOSEN), 'done');
});

// --- by mail

test('3.3.8: by mail the page reveals nothing, the link goes to the mailbox on file, and the current key is asked after it', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  const asked = { profile: 'natural', identifier: camila.run, browser: 'mio' } as const;
  const id = await beginKeyChangeByMail(app.deps, asked, elsewhere());
  const of = { id, browser: 'mio' };
  t.is(await stepOf(app, of), 'mail');
  t.is(await coded(finish(app, of)), 'flow-step');
  const [mail] = await messagesTo(app, camila.email);
  t.is(mail?.subject, 'Continúe el cambio de su Clave Sence');
  const token = await tokenIn(app, camila.email, 'cambiar/correo');
  const there = await openMailbox(app.deps, keyChangeByMail(app.deps), token, 'otro');
  t.is(there, `/cambiar/natural/${id}`);
  const other = { id, browser: 'otro' };
  t.is(await stepOf(app, of), undefined, 'it goes on where the link was opened');
  t.is(await stepOf(app, other), 'key');
  const prove = (key: string) =>
    coded(proveInKeyChange(app.deps, other, { key: new Secret(key), device: undefined }, elsewhere()));
  t.is(await prove('otra clave'), 'credentials-wrong');
  t.is(await prove(camila.key), 'done');
  t.is(await coded(finish(app, other)), 'done');
  t.is(await coded(openMailbox(app.deps, keyChangeByMail(app.deps), token, 'otro')), 'link-spent');
});

test('3.3.8: for a number without an account it looks the same and no message is sent', async (t) => {
  const app = await openWithCamila(t);
  const asked = { profile: 'natural', identifier: parseRun('44.000.105-K'), browser: 'mio' } as const;
  const before = (await app.mailbox()).length;
  const id = await beginKeyChangeByMail(app.deps, asked, elsewhere());
  t.is(await stepOf(app, { id, browser: 'mio' }), 'mail');
  t.is((await app.mailbox()).length, before);
});

test('[floor 7] an attacker with the mailbox alone gets no proof from the tab in which the owner had typed the key', async (t) => {
  const app = await openWithCamila(t);
  const of = await validate(app);
  await continueByMail(app.deps, keyChangeByMail(app.deps), of, owner);
  t.is(await stepOf(app, of), 'mail');
  const token = await tokenIn(app, camila.email, 'cambiar/correo');
  await openMailbox(app.deps, keyChangeByMail(app.deps), token, 'ladron');
  t.is(await stepOf(app, { ...of, browser: 'ladron' }), 'key');
  t.is(await coded(finish(app, { ...of, browser: 'ladron' })), 'flow-step');
});

test('[security 40] links by mail have a budget, and the page shows when the next one may be asked for', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const ask = (place: number) =>
    coded(
      beginKeyChangeByMail(
        app.deps,
        { profile: 'natural', identifier: camila.run, browser: `navegador-${place}` },
        elsewhere(place),
      ),
    );
  const said = [];
  for (let place = 1; place <= 7; place += 1) said.push(await ask(place));
  t.deepEqual(said, [...Array(6).fill('done'), 'mail-paused']);
  const links = (await messagesTo(app, camila.email)).filter(({ text }) => /cambiar\/correo/.test(text));
  t.is(links.length, 1, 'an unopened link is not sent twice');
});

// --- companies

test('[M-40] M-44: the representation of a company is checked only after a right key', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const stranger = parseRun('44.000.003-7');
  t.is(await refusedAt(app, { ...company, representative: stranger, key: 'otra clave' }), 'key-wrong');
  t.is(await refusedAt(app, { ...company, representative: stranger }), 'not-representative');
  changeSii(app, (known) => ({ ...known, estado: 'termino_giro' }));
  t.is(await refusedAt(app, { ...company, representative: ROSA }), 'no-representative');
});

test('[floor 12] while the SII is silent a company may still sign in, but not change its key', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  changeSii(app, 'silent');
  const client = { clientId: 'ejemplo', name: 'Plataforma' };
  const attempt = { identifier: company.identifier, representative: ROSA, key: new Secret(company.key) };
  await logInJuridica(app.deps, { ...attempt, device: undefined, client, visitor: owner });
  await t.throwsAsync(validate(app, { ...company, representative: ROSA }), { name: 'Unavailable' });
});

test('[security 25] C12: any representative in force changes the key; company and representative are notified, and each may use «No fui yo»', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  await app.deps.accounts.change((await companyNow(app)).id, ({ personal, ...rest }) => ({
    ...rest,
    personal: {
      ...personal,
      company: personal.company && {
        ...personal.company,
        representative: {
          ...personal.company.representative,
          email: 'rosa@correo.example' as never,
          emailConfirmed: true,
        },
      },
    },
  }));
  await finish(app, await validate(app, { ...company, representative: PEDRO }), 'Marraqueta-9');
  for (const to of ['contacto@panaderia.example', '+56940000001', 'rosa@correo.example']) {
    const [newest] = await messagesTo(app, to);
    t.regex(newest?.text ?? '', /(de su empresa|RUT 54\.000\.001-8: la clave) fue cambiada[\s\S]*\/no-fui-yo\//, to);
  }
  const rows = await app.database.run<{ details: { actor?: string } }[]>((sql) =>
    sql('audit').where({ act: 'key.changed' }),
  );
  const pedro = await app.deps.companies.findActor((await companyNow(app)).id, { run: PEDRO });
  t.is(rows[0]?.details.actor, pedro?.subject);
  await freezeAccount(app.deps, await tokenIn(app, '+56940000001', 'no-fui-yo'), owner);
  t.is((await companyNow(app)).state, 'congelada');
});

test('a company whose representatives changed needs a card: the key alone changes nothing, not even half-way', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const of = await validate(app, { ...company, representative: ROSA });
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.filter(({ run }) => run === PEDRO) }));
  t.is(await refusedAt(app, { ...company, representative: PEDRO }), 'card-needed');
  t.is(await coded(finish(app, of, 'Marraqueta-9')), 'card-needed');
});

// --- sessions

const silently = async (app: TestApp, { browser }: SignedIn): Promise<boolean> => {
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'), { prompt: 'none' });
  return answerOf(await browser.get(to.href)).searchParams.has('code');
};

const signInAt = async (app: TestApp): Promise<SignedIn> => signIn(await openClient(app, 'ejemplo'), { person });

/** The same for thirty days, to which the person agrees. */
async function signInForLong(app: TestApp): Promise<SignedIn> {
  const client = await openClient(app, 'ejemplo');
  const { checks, to } = await beginSignIn(client, { scope: 'openid offline_access', prompt: 'consent' });
  const browser = openBrowser();
  const consent = await goThrough(browser, to, person);
  const answer = answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer));
  return { browser, checks, answer, tokens: await redeem(client, answer, checks) };
}

async function renewal(app: TestApp, { tokens }: SignedIn): Promise<string | undefined> {
  const { config } = await openClient(app, 'ejemplo');
  return refusalOf(oidc.refreshTokenGrant(config, tokens.refresh_token ?? ''));
}

test('[security 22] a change of key ends every session, grant and refresh token within 5 s, and each client is notified', async (t) => {
  const app = await openWithCamila(t);
  const [one, other] = [await signInAt(app), await signInForLong(app)];
  t.truthy(other.tokens.refresh_token);
  const took = await runningMs(async () => {
    await finish(app, await validate(app));
    for (const signedIn of [one, other]) {
      t.false(await silently(app, signedIn));
      t.is(await userInfoStatus(app, signedIn.tokens.access_token), 401);
    }
    t.is(await renewal(app, other), 'invalid_grant');
  });
  t.true(took < 5000, `${took} ms`);
  const queued = await app.database.run<object[]>((sql) => sql('logout_notices'));
  t.is(queued.length, 2);
});

/** Uid of the only session. */
async function onlySession({ database }: TestApp): Promise<string> {
  const sessions = await database.run<{ uid: string }[]>((sql) => sql('oidc_session').select('uid'));
  if (sessions.length !== 1) throw new Error(`${sessions.length} sessions`);
  return sessions[0]?.uid ?? '';
}

/** Sessions and tokens record the second of the sign-in: these are a minute old from now on. */
async function makeOlder({ database }: TestApp): Promise<void> {
  const ages = { oidc_session: 'loginTs', oidc_access_token: 'iat', oidc_refresh_token: 'authTime' };
  for (const [table, field] of Object.entries(ages))
    await database.run((sql) =>
      sql.raw(
        `update ${table} set payload = payload || jsonb_build_object('${field}', (payload ->> '${field}')::int - 60)`,
      ),
    );
}

test('[security 22] a signed-in user keeps the session in which the key was changed; every other one ends, also one that a request under way writes back', async (t) => {
  const app = await openWithCamila(t);
  const here = await signInForLong(app);
  const except = await onlySession(app);
  const there = await signInForLong(app);
  await makeOlder(app);
  const tables = ['oidc_grant', 'oidc_session', 'oidc_access_token', 'oidc_refresh_token'];
  const before = await Promise.all(tables.map((table) => app.database.run<object[]>((sql) => sql(table))));
  await changeOwn(app, CHOSEN, { except });
  // As if requests of both sessions had been under way all the time.
  for (const [place, table] of tables.entries())
    await app.database.run((sql) =>
      sql(table)
        .insert(before[place] ?? [])
        .onConflict('id')
        .ignore(),
    );
  t.true(await silently(app, here));
  t.is(await userInfoStatus(app, here.tokens.access_token), 200);
  t.is(await renewal(app, here), undefined);
  t.false(await silently(app, there));
  t.is(await userInfoStatus(app, there.tokens.access_token), 401);
  t.is(await renewal(app, there), 'invalid_grant');
});

test('[security 22] the session that was kept ends with all others at the next change elsewhere', async (t) => {
  const app = await openWithCamila(t);
  const here = await signInAt(app);
  await changeOwn(app, CHOSEN, { except: await onlySession(app) });
  t.true(await silently(app, here));
  await finish(app, await validate(app, { key: CHOSEN }), 'Una tercera frase larga');
  t.false(await silently(app, here));
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  t.true(asksForKey(await here.browser.follow(await here.browser.get(to.href), app.issuer)));
});

test('a known device is not known any more after a change made elsewhere (floor 8)', async (t) => {
  const app = await openWithCamila(t);
  const before = await accountNow(app);
  const device = app.deps.devices.remember(undefined, before);
  t.truthy(app.deps.devices.recognise(device, before));
  await finish(app, await validate(app));
  const changed = await accountNow(app);
  t.true(changed.keyChangedAt > before.keyChangedAt);
  t.is(app.deps.devices.recognise(device, changed), undefined);
});
