/** «Alguien registró mi RUT»: what a card does to an account that another person opened, by how that account is used. */
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { answerContest } from '../../../../src/account/answer-contest.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { proveIdentity } from '../../../../src/account/prove-identity.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { Secret } from '../../../../src/domain/key.ts';
import type { Refusal } from '../../../../src/domain/refusal.ts';
import { refusalOf as refusalBy } from '../../../../src/domain/refusal.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { beginContest, contestIdentity } from '../../../../src/features/identity/use-cases/contest-identity.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { finishContest } from '../../../../src/features/recovery/use-cases/contest-recovery.ts';
import {
  chooseOwnKey,
  keepByCode,
  keepByKey,
  sendOwnCode,
} from '../../../../src/features/recovery/use-cases/keep-account.ts';
import { confirmEmail } from '../../../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../../../src/features/registration/use-cases/register-natural.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { newestLinkTo } from '../../../helpers/captcha.ts';
import {
  asksForKey,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  refusalOf,
  rosa,
  signIn,
  userInfo,
  userInfoStatus,
} from '../../../helpers/client-app.ts';
import { changeSii, panaderia } from '../../../helpers/companies.ts';
import {
  actsOf,
  beginWithCard,
  camila,
  coded,
  codeIn,
  DAY,
  elsewhere,
  HOUR,
  MINUTE,
  messagesTo,
  openAppFor,
  outcomeOf,
  owner,
  proveLongAgo,
  stepOf,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { registration, visitorFrom, withKey } from '../../../helpers/registration.ts';
import {
  contestBy,
  holderOf,
  recoveryBeginningOf,
  registerOwner,
  type Squatted,
  squat,
  squattedCompany,
  squattedRun,
  squatter,
  useAtClient,
} from '../../../helpers/squatter.ts';
import { attack, inventAct, rowsOf } from '../../../helpers/tampered.ts';

const scope = 'openid profile run offline_access';
const theirKey = { rut: camila.rut, serial: camila.serial, key: squatter.key };
const ownKey = { rut: camila.rut, serial: camila.serial, key: camila.key };
const both: readonly (readonly [string, Squatted])[] = [
  ['person', squattedRun],
  ['company', squattedCompany],
];

async function open(t: ExecutionContext, squatted: Squatted = squattedRun): Promise<TestApp> {
  const app = await openAppFor(t);
  await squat(app, squatted);
  return app;
}

const contest = (app: TestApp, squatted: Squatted = squattedRun, visitor = owner) =>
  contestIdentity(app.deps, contestBy(squatted), visitor);

async function settle(app: TestApp): Promise<void> {
  app.advance(72 * HOUR + MINUTE);
  while (await applyDueChange(app.deps));
}

/** A browser that the account knows, as its cookie. */
/** The waiting period ends after the card was blocked: the contest fails. */
async function endWithBlockedCard(app: TestApp): Promise<void> {
  const { civilRegistry } = app.deps;
  const verifyCedula = async () => ({ verdict: 'blocked' as const });
  Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
  await settle(app);
  Object.assign(app.deps, { civilRegistry });
}

const knownTo = ({ deps }: TestApp, account: Awaited<ReturnType<typeof holderOf>>) =>
  deps.devices.remember(undefined, account);

const disputeLink = (app: TestApp) => tokenIn(app, squatter.email, 'disputa');

const answer = async (app: TestApp, squatted: Squatted, device?: string) =>
  answerContest(
    app.deps,
    {
      token: await disputeLink(app),
      serial: requireSerial(squatted.serial),
      representative: squatted.profile === 'juridica' ? parseRun(squatted.run) : undefined,
      device,
    },
    elsewhere(),
  );

// --- never used at a client

for (const [who, squatted] of both)
  test(`[A3, threat 1, threat 42] ${who}, never used at a client: taken back at once, and the identifier is free`, async (t) => {
    const app = await open(t, squatted);
    const { id } = await holderOf(app, squatted);
    t.like(await contest(app, squatted), { outcome: 'returned' });
    t.is(await app.deps.accounts.findByIdentifier(squatted.profile, squatted.identifier), undefined);
    t.is((await app.deps.accounts.find(id))?.state, 'congelada');
    t.like(await contest(app, squatted), { outcome: 'free' });
    const [mail] = await messagesTo(app, squatter.email);
    t.true(mail?.subject.startsWith('Su cuenta Clave Sence fue detenida'));
    t.regex(mail?.text ?? '', /CS-PRUE-BA22[\s\S]*alguien-registro-mi-rut/);
    t.notRegex(mail?.text ?? '', /4\.?4\.?000\.?003/);
  });

test('[A3] an account whose only client was disconnected still counts as used', async (t) => {
  const app = await open(t);
  const { id, subject } = await holderOf(app, squattedRun);
  await app.deps.audit.record({ act: 'platform.disconnected', accountId: id, subject, clientId: 'ejemplo' });
  t.like(await contest(app), { outcome: 'waiting' });
});

test('[A11, threat 93] deleting the rows of its use does not make an account look unused: the trail records the use', async (t) => {
  const app = await open(t);
  const { id, subject } = await useAtClient(app, squattedRun);
  const login = { act: 'login.succeeded', accountId: id, subject } as const;
  await app.deps.audit.record({ ...login, clientId: 'ejemplo' });
  await app.raw.run((sql) => sql('platform_uses').delete());
  t.like(await contest(app), { outcome: 'waiting' });
});

test('[A3] a sign-in at Mi cuenta does not count as use at a client', async (t) => {
  const app = await open(t);
  const { id, subject } = await holderOf(app, squattedRun);
  await app.deps.audit.record({ act: 'login.succeeded', accountId: id, subject, clientId: 'cuenta' });
  t.like(await contest(app), { outcome: 'returned' });
});

// --- used, from no known device

test('[A3, threat 1, threat 42] used at a client, from no known device: frozen at once, tokens end, and the number opens after the waiting period with a new sub', async (t) => {
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { scope, minimum_identity: 'declarada' })],
    env: { THROTTLES: 'off' },
  });
  t.teardown(app.stop);
  const client = await openClient(app, 'ejemplo');
  await squat(app, squattedRun);
  const theirs = await signIn(client, { person: theirKey, params: { scope: 'openid run offline_access' } });
  t.is(await userInfoStatus(app, theirs.tokens.access_token), 200);

  t.like(await contest(app), { outcome: 'waiting' });
  t.is((await holderOf(app, squattedRun)).state, 'congelada');
  t.is(await userInfoStatus(app, theirs.tokens.access_token), 401);
  const refresh = oidc.refreshTokenGrant(client.config, theirs.tokens.refresh_token ?? '');
  t.is(await refusalOf(refresh), 'invalid_grant');
  const { to } = await beginSignIn(client, { scope: 'openid run' });
  t.true(asksForKey(await theirs.browser.follow(await theirs.browser.get(to.href), app.issuer)), 'and the session');
  const early = registerNatural(app.deps, registration({ serial: camila.serial }), owner);
  t.is(await coded(early), 'already-registered', 'it cannot be registered during the waiting period');

  await settle(app);
  await registerOwner(app);
  const mine = await signIn(client, { person: ownKey, params: { scope: 'openid run' } });
  t.not(mine.tokens.claims()?.sub, theirs.tokens.claims()?.sub);
  t.like(await userInfo(client, mine.tokens), { rut: '44000003-7', identidad: 'documento' });
  const page = await goThrough(openBrowser(), (await beginSignIn(client)).to, theirKey);
  t.is(page.status, 422, 'the key of the squatter opens nothing');
});

for (const [who, squatted] of both) {
  test(`[A3, threat 1, threat 42] ${who}, used: every contact on file is notified, each with its own link to showing the card`, async (t) => {
    const app = await open(t, squatted);
    await useAtClient(app, squatted);
    await contest(app, squatted);
    const mail = await tokenIn(app, squatter.email, 'disputa');
    const sms = await tokenIn(app, squatter.mobile, 'disputa');
    t.true(mail !== '' && sms !== '' && mail !== sms);
    const said = (await messagesTo(app, squatter.email))[0]?.text ?? '';
    t.notRegex(said, /\/(solicitud|no-fui-yo|revertir)\//);
  });

  test(`[A3, threat 3] ${who}, used: the same person's card within the waiting period stops it, and both become a case of the desk; no card unfreezes it`, async (t) => {
    const app = await open(t, squatted);
    const account = await useAtClient(app, squatted);
    await contest(app, squatted);
    t.is(await answer(app, squatted, knownTo(app, account)), 'desk', 'a known browser makes no difference here');
    await settle(app);
    t.like(await holderOf(app, squatted), { state: 'congelada', contest: 'desk', identidad: 'declarada' });
    const again = await beginWithCard(app, recoveryBeginningOf(squatted), elsewhere(2));
    t.is(await stepOf(app, again), 'contested');
    t.like(await contest(app, squatted), { outcome: 'desk' });
    t.true((await messagesTo(app, squatter.email)).some(({ subject }) => /se revisa en persona/.test(subject)));
  });

  test(`[A3] ${who}, used: a wrong card by the link stops nothing and leaves the link usable`, async (t) => {
    const app = await open(t, squatted);
    await useAtClient(app, squatted);
    await contest(app, squatted);
    t.is(await coded(answer(app, { ...squatted, serial: '599999999' })), 'cedula-mismatch');
    t.is(await answer(app, squatted), 'desk');
    t.is(await coded(answer(app, squatted)), 'link-spent');
  });
}

test('[A3] neither the link of the status page nor «No fui yo» cancels a contest', async (t) => {
  const app = await open(t);
  await outcomeOf(app, squatter.key);
  await useAtClient(app, squattedRun, true);
  const { request = '' } = await contest(app);
  await withdrawPendingChange(app.deps, request, elsewhere());
  await coded(freezeAccount(app.deps, await tokenIn(app, squatter.email, 'no-fui-yo'), elsewhere()));
  const { id } = await holderOf(app, squattedRun);
  t.truthy(await app.deps.pendingChanges.waiting(id, 'contest'));
  await settle(app);
  t.is(await app.deps.accounts.findByIdentifier('natural', camila.run), undefined);
});

test('[A3] a card that was blocked before the end of the waiting period opens nothing: the account is as before, and is notified', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun);
  const { request = '' } = await contest(app);
  await endWithBlockedCard(app);
  t.like(await holderOf(app, squattedRun), { state: 'activa', contest: undefined, identidad: 'declarada' });
  const pending = await app.deps.pendingChanges.find((await app.deps.links.peek('hold', request))?.about ?? '');
  t.is(pending?.state, 'refused');
  t.true((await messagesTo(app, squatter.email)).some(({ subject }) => /disputa de su RUT terminó/.test(subject)));
});

test('[A3] company: a representative who left before the end of the waiting period gets nothing', async (t) => {
  const app = await open(t, squattedCompany);
  await useAtClient(app, squattedCompany);
  await contest(app, { ...squattedCompany, run: pedro.rut, serial: pedro.serial });
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  app.advance(72 * HOUR + MINUTE);
  await t.throwsAsync(
    applyDueChange(app.deps),
    { instanceOf: Unavailable },
    'it may be a glitch until the second reading',
  );
  app.advance(HOUR + MINUTE);
  while (await applyDueChange(app.deps));
  t.like(await holderOf(app, squattedCompany), { identidad: 'declarada', contest: undefined });
});

// --- in use from a known device

for (const [who, squatted] of both) {
  test(`[A3, threat 3] ${who}, in use from a known device: stays usable; the card from that device makes it documento and ends the contest`, async (t) => {
    const app = await open(t, squatted);
    const account = await useAtClient(app, squatted, true);
    const { request = '' } = await contest(app, squatted);
    t.like(await holderOf(app, squatted), { state: 'activa', contest: 'open', subject: account.subject });
    t.is(await answer(app, squatted, knownTo(app, account)), 'proved');
    const after = await holderOf(app, squatted);
    t.like(after, { state: 'activa', contest: undefined, identidad: 'documento', subject: account.subject });
    t.is(after.question, undefined, 'a first proof: what was set before it ends');
    const pending = await app.deps.pendingChanges.find((await app.deps.links.peek('hold', request))?.about ?? '');
    t.is(pending?.state, 'withdrawn');
    t.like(await contest(app, squatted), { outcome: 'desk' }, 'from then on two people decide');
  });

  test(`[A3, threat 3] ${who}, in use: two cards shown elsewhere go to the desk, and the account stays usable without identity`, async (t) => {
    const app = await open(t, squatted);
    await useAtClient(app, squatted, true);
    await contest(app, squatted);
    t.is(await answer(app, squatted, 'una.cookie'), 'desk');
    await settle(app);
    t.like(await holderOf(app, squatted), { state: 'activa', contest: 'desk', identidad: 'declarada' });
  });

  test(`[A3, threat 1, threat 42] ${who}, in use: an account holder who shows no card within the waiting period loses the number to the person who did`, async (t) => {
    const app = await open(t, squatted);
    await useAtClient(app, squatted, true);
    await contest(app, squatted);
    await settle(app);
    t.is(await app.deps.accounts.findByIdentifier(squatted.profile, squatted.identifier), undefined);
  });
}

test('[A3, threat 10] in use: the step-up in a sign-in ends the contest from a known device, and leads to the desk from another', async (t) => {
  for (const known of [true, false]) {
    const app = await open(t);
    const account = await useAtClient(app, squattedRun, true);
    await contest(app);
    const device = known ? knownTo(app, account) : undefined;
    const shown = { serial: requireSerial(camila.serial), device };
    const refused = await refusalBy(() => proveIdentity(app.deps, account.id, shown, elsewhere()));
    t.is(refused?.code, known ? undefined : 'contest-at-desk');
    const one = await app.deps.cases.openOf(account.id, 'identidad-disputada');
    t.is(refused?.details.folio, one?.folio, 'the refusal names the case');
    const after = await holderOf(app, squattedRun);
    t.like(after, known ? { identidad: 'documento', contest: undefined } : { identidad: 'declarada', contest: 'desk' });
  }
});

test('[A3] in use 31 days ago is not in use: frozen at once', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun, true);
  app.advance(31 * DAY);
  await contest(app);
  t.like(await holderOf(app, squattedRun), { state: 'congelada', contest: 'frozen' });
});

test('[A3, threat 1, threat 42] while a contest is open no client receives an identity, not even one that accepts a declared one', async (t) => {
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { scope, minimum_identity: 'declarada' })],
    env: { THROTTLES: 'off' },
  });
  t.teardown(app.stop);
  const client = await openClient(app, 'ejemplo');
  await squat(app, squattedRun);
  const theirs = await signIn(client, { person: theirKey, params: { scope: 'openid run profile' } });
  t.like(await userInfo(client, theirs.tokens), { rut: '44000003-7', identidad: 'declarada' });
  await useAtClient(app, squattedRun, true);
  await contest(app);
  const claims = await userInfo(client, theirs.tokens);
  t.deepEqual(Object.keys(claims), ['sub'], 'tokens that are out say who it is no more');
  const { to } = await beginSignIn(client, { scope: 'openid run' });
  const page = await theirs.browser.follow(await theirs.browser.get(to.href), app.issuer);
  t.regex(page.text, /Otra persona dice que este RUT es suyo/, 'a new sign-in asks for the card');
});

test('[A3] a browser that signs in while a contest is open does not become a known one', async (t) => {
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { scope, minimum_identity: 'declarada' })],
    env: { THROTTLES: 'off' },
  });
  t.teardown(app.stop);
  const client = await openClient(app, 'ejemplo');
  await squat(app, squattedRun);
  await useAtClient(app, squattedRun, true);
  await contest(app);
  const browser = openBrowser();
  const { to } = await beginSignIn(client, { scope: 'openid run' });
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const page = await browser.follow(await browser.send(form, theirKeyFields), app.issuer);
  const shown = await browser.follow(await browser.send(page, { serie: camila.serial }), app.issuer);
  t.regex(shown.text, /Lo revisan dos personas/);
  t.like(await holderOf(app, squattedRun), { identidad: 'declarada', contest: 'desk' });
});

const theirKeyFields = { rut: camila.rut, clave: squatter.key };

// --- proved by a card

for (const [how, days] of [
  ['fresh', 1],
  ['long', 60],
] as const)
  test(`[A3, threat 5] a ${how} documento is not frozen by another card: two people at the desk decide`, async (t) => {
    const app = await openAppFor(t);
    const client = await openClient(app, 'ejemplo');
    const { tokens } = await signIn(client, { person: rosa });
    const rosas = {
      profile: 'natural',
      identifier: parseRun(rosa.rut),
      run: rosa.rut,
      serial: rosa.serial ?? '',
    } as const;
    const { id } = await holderOf(app, rosas);
    const identityProvedAt = new Date(app.deps.now().getTime() - days * DAY);
    await app.deps.accounts.change(id, (latest) => ({ ...latest, identityProvedAt }));
    t.like(await contest(app, rosas), { outcome: 'desk' });
    t.is(await userInfoStatus(app, tokens.access_token), 200);
    t.like(await holderOf(app, rosas), { state: 'activa', contest: undefined });
  });

// --- whose account it is

for (const [who, squatted] of both) {
  test(`[A3, threat 2] ${who}: a person who also enters the key keeps their own sub, and the account is proved`, async (t) => {
    const app = await open(t, squatted);
    await useAtClient(app, squatted);
    const { subject } = await holderOf(app, squatted);
    const begun = await beginContest(app.deps, contestBy(squatted), 'el suyo', owner);
    const of = { id: 'recovery' in begun ? begun.recovery : '', browser: 'el suyo' };
    t.is(await stepOf(app, of), 'contest');
    const wrong = keepByKey(app.deps, of, { key: new Secret('No es esta clave'), device: undefined }, owner);
    t.is(await coded(wrong), 'key-wrong');
    await keepByKey(app.deps, of, { key: new Secret(squatter.key), device: undefined }, owner);
    t.like(await holderOf(app, squatted), { subject, identidad: 'documento', state: 'activa', question: undefined });
    t.is((await app.deps.recoveries.find(of.id, of.browser))?.contested?.outcome, 'kept');
  });

  test(`[A3, threat 2] ${who}: a person who also enters a code from a confirmed contact keeps their own sub and chooses a key; others get no code`, async (t) => {
    const app = await open(t, squatted);
    const { subject, id } = await holderOf(app, squatted);
    const confirmedAt = async (mobile: Date | undefined) =>
      app.deps.accounts.change(id, (latest) => ({ ...latest, confirmed: { ...latest.confirmed, mobile } }));
    await confirmedAt(undefined);
    const begun = await beginContest(app.deps, contestBy(squatted), 'el suyo', owner);
    const of = { id: 'recovery' in begun ? begun.recovery : '', browser: 'el suyo' };
    t.is(await coded(sendOwnCode(app.deps, of, 'mobile')), 'contact-code-spent', 'an unconfirmed mobile');
    const mobile = app.deps.now();
    await confirmedAt(mobile);
    await sendOwnCode(app.deps, of, 'mobile');
    const code = await codeInSms(app);
    t.is(await coded(keepByCode(app.deps, of, code === '000000' ? '111111' : '000000')), 'contact-code-wrong');
    await keepByCode(app.deps, of, code);
    t.is(await stepOf(app, of), 'choose');
    await chooseOwnKey(app.deps, of, new Secret('Otra de ella 88'), owner);
    const after = await holderOf(app, squatted);
    t.like(after, { subject, identidad: 'documento', question: undefined });
    t.deepEqual(after.confirmed.mobile, mobile, 'the mobile whose code came with the card stays');
    const tried = { profile: squatted.profile, identifier: squatted.identifier };
    t.is(await outcomeOf(app, 'Otra de ella 88', tried), 'in');
  });
}

const codeInSms = async (app: TestApp): Promise<string> =>
  (await codeIn(app, squatter.mobile)) ||
  (/\b(\d{6})\b/.exec((await messagesTo(app, squatter.mobile))[0]?.text ?? '')?.[1] ?? '');

test('[A3] a card that was shown 15 minutes ago contests nothing, keeps nothing, and is asked for again', async (t) => {
  const app = await open(t);
  const begun = await beginContest(app.deps, contestBy(squattedRun), 'el suyo', owner);
  const of = { id: 'recovery' in begun ? begun.recovery : '', browser: 'el suyo' };
  app.advance(15 * MINUTE);
  const kept = keepByKey(app.deps, of, { key: new Secret(squatter.key), device: undefined }, owner);
  t.is(await coded(kept), 'card-over');
  t.is(await stepOf(app, of), 'serial');
  t.is(await coded(finishContest(app.deps, of, owner)), 'flow-step');
  t.is((await holderOf(app, squattedRun)).state, 'activa');
});

// --- one in 30 days, and races

test('[A3, threat 4] one contest of an account in 30 days takes effect, a later one is a case of the desk; after 30 days one takes effect again', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun, true);
  await contest(app);
  t.like(await contest(app), { outcome: 'desk' }, 'also while the first one waits');
  await endWithBlockedCard(app);
  t.like(await contest(app), { outcome: 'desk' });
  t.like(await holderOf(app, squattedRun), { state: 'activa', contest: undefined });
  app.advance(28 * DAY);
  t.like(await contest(app), { outcome: 'waiting' });
});

test('[threat 216] every card shown against an account at the desk gets the folio of the one case that is open', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun, true);
  await contest(app);
  const visitors = [3, 4, 5].map((place) => ({ ...elsewhere(place), reference: `CS-2222-000${place}` }));
  const folios = [];
  for (const visitor of visitors) folios.push((await contestIdentity(app.deps, contestBy(squattedRun), visitor)).folio);
  t.deepEqual(folios, ['CS-2222-0003', 'CS-2222-0003', 'CS-2222-0003']);
  const { cases } = await app.deps.cases.page({}, 10);
  t.deepEqual(
    cases.map(({ kind, folio }) => ({ kind, folio })),
    [{ kind: 'segunda-detencion', folio: 'CS-2222-0003' }],
  );
});

test('[A3, threat 4] of several contests at once one takes effect', async (t) => {
  const fresh = await open(t);
  const taken = await Promise.all([contest(fresh), contest(fresh), contest(fresh)]);
  t.is(taken.filter(({ outcome }) => outcome === 'returned').length, 1);
  const used = await open(t);
  await useAtClient(used, squattedRun);
  const waiting = await Promise.all([contest(used), contest(used), contest(used)]);
  t.deepEqual(waiting.map(({ outcome }) => outcome).toSorted(), ['desk', 'desk', 'waiting']);
  t.is((await actsOf(used)).filter((act) => act === 'hold.begun').length, 1);
});

test('[A11, threat 75] a contest that ended and was deleted from the database still counts for 30 days', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun, true);
  await contest(app);
  await endWithBlockedCard(app);
  await attack(app, 'delete from holds', {});
  t.like(await contest(app), { outcome: 'desk' });
  t.deepEqual(await rowsOf(app, 'holds'), []);
  app.advance(28 * DAY);
  t.like(await contest(app), { outcome: 'waiting' });
});

test('[A11, threat 75] a contest that the server did not write into the trail does not count', async (t) => {
  const app = await open(t);
  const { id } = await useAtClient(app, squattedRun, true);
  await inventAct(app, id, { act: 'hold.begun', details: { kind: 'contest' } });
  t.like(await contest(app), { outcome: 'waiting' });
});

test('[A3] the waiting period ends and the card is shown at the same moment: one takes effect, never both', async (t) => {
  const app = await open(t);
  await useAtClient(app, squattedRun);
  await contest(app);
  app.advance(72 * HOUR - MINUTE);
  const token = await disputeLink(app);
  const shown = { token, serial: requireSerial(camila.serial), device: undefined };
  app.advance(2 * MINUTE);
  const [answered] = await Promise.all([coded(answerContest(app.deps, shown, elsewhere())), applyDueChange(app.deps)]);
  const now = await app.deps.accounts.findByIdentifier('natural', camila.run);
  t.is(now === undefined, answered !== 'done');
});

// --- what does not change

test('an identifier that was taken back is opened by the card only: the squatter cannot register it again', async (t) => {
  const app = await openAppFor(t);
  const here = visitorFrom('198.51.100.7');
  await registerNatural(app.deps, { ...registration(), email: parseEmail('guardado@correo.example') }, here);
  const kept = await newestLinkTo(app, 'guardado@correo.example');
  await registerNatural(app.deps, { ...registration(), email: parseEmail('ladron@correo.example') }, here);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, 'ladron@correo.example')), here);
  await contest(app);
  await t.throwsAsync(confirmEmail(app.deps, withKey(kept), here), { message: 'link-spent' }, 'nor by an older mail');
  await registerNatural(app.deps, { ...registration(), email: parseEmail('ladron@correo.example') }, here);
  const [mail] = await app.mailbox();
  t.is(mail?.subject, 'Falta el número de su cédula');
  t.notRegex(mail?.text ?? '', /\/confirmar\//);
});

test('a wrong card freezes no account and shows how many tries are left', async (t) => {
  const app = await open(t);
  const wrong = { ...squattedRun, serial: '599999999' };
  const refused = await t.throwsAsync(contest(app, wrong), { message: 'cedula-mismatch' });
  t.is((refused as unknown as Refusal).details.left, 2);
  t.is((await holderOf(app, squattedRun)).state, 'activa');
});

test('nothing about an account is revealed before the card is proved', async (t) => {
  const app = await open(t);
  const refusals = [];
  for (const run of ['44.000.001-0', '44.000.105-K', '44.000.004-5'])
    refusals.push(await t.throwsAsync(contest(app, { ...squattedRun, run, serial: '599999999' })));
  t.deepEqual(new Set(refusals.map((error) => error?.message)), new Set(['cedula-mismatch']));
});

test('a number without an account is reported so, and so is one whose registration was never confirmed', async (t) => {
  const app = await openAppFor(t);
  t.like(await contest(app), { outcome: 'free' });
  await registerNatural(app.deps, registration(), owner);
  t.like(await contest(app), { outcome: 'free' });
});

test('a company is contested by a representative in force, and by no other person', async (t) => {
  const app = await open(t, squattedCompany);
  const stranger = { ...squattedCompany, run: camila.rut, serial: camila.serial };
  await t.throwsAsync(contest(app, stranger), { message: 'not-representative' });
  t.like(await contest(app, squattedCompany), { outcome: 'returned' });
  t.is(panaderia.rut.replaceAll('.', ''), squattedCompany.identifier);
});

test('an account that a card proved long ago is contested at the desk, a company too', async (t) => {
  const app = await open(t, squattedCompany);
  await proveLongAgo(app, 'juridica', squattedCompany.identifier);
  t.like(await contest(app, squattedCompany), { outcome: 'desk' });
});
