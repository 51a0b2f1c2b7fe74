import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Account } from '../../../../src/domain/account.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { deliverDue } from '../../../../src/oidc/notifications/deliver-due.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { assertNoted, notedIn, rowIdOf, write } from '../../../helpers/attacks.ts';
import type { Browser } from '../../../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  refusalOf,
  rosa,
  signIn,
  userInfoStatus,
} from '../../../helpers/client-app.ts';
import { enterCuenta, isInCuenta } from '../../../helpers/cuenta.ts';
import { callable, eventReceiver, listeningAt } from '../../../helpers/event-receiver.ts';
import { logoutReceiver, notifiedAt, notifiedSids } from '../../../helpers/logout-receiver.ts';

const outside = { first_party: false, sector: 'privada', scope: 'openid email run' };

async function open(t: ExecutionContext) {
  const events = await eventReceiver(t);
  const logouts = await logoutReceiver();
  const app = await openTestApp({
    env: { THROTTLES: 'off', ...callable(events, logouts) },
    clients: [notifiedAt(logouts, 'capacita'), listeningAt(events, 'atenta'), clientFileFor('privada', outside)],
  });
  t.teardown(async () => {
    await app.stop();
    await logouts.close();
  });
  return { app, events, logouts };
}

async function accountOf({ deps }: TestApp, { rut }: { readonly rut: string }): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rut));
  if (!account) throw new Error(`no account has ${rut}`);
  return account;
}

/** The page of Mi cuenta as a browser finds it. */
const pageOf = ({ issuer }: TestApp, browser: Browser) => browser.get(`${issuer}/cuenta`);

const ownAttacks: Readonly<Record<string, (account: Account) => [string, unknown[]]>> = {
  "another's account": ({ id }) => [
    `update own_sessions set account_id = $1, holder = $1::text,
       session_uid = (select session_uid from own_sessions where account_id = $1 limit 1) where account_id <> $1`,
    [id],
  ],
  'a longer life': ({ id }) => [
    "update own_sessions set expires_at = expires_at + interval '1 day' where account_id <> $1",
    [id],
  ],
  'another beginning': ({ id }) => ['update own_sessions set created_at = now() where account_id <> $1', [id]],
  'no MAC': ({ id }) => ['update own_sessions set mac = null where account_id <> $1', [id]],
  'the MAC of another one': ({ id }) => [
    `update own_sessions set mac = (select mac from own_sessions where account_id = $1 limit 1) where account_id <> $1`,
    [id],
  ],
};

for (const [what, attack] of Object.entries(ownAttacks))
  test(`[A11, threat 86] a session of Mi cuenta with ${what} opens no page`, async (t) => {
    const { app } = await open(t);
    const mine = await enterCuenta(app, pedro);
    const theirs = await enterCuenta(app, rosa);
    const account = await accountOf(app, rosa);
    await write(app, ...attack(account));
    const page = await pageOf(app, mine);
    t.is(page.status, 500);
    await assertNoted(t, app, 'own_sessions', page.text);
    t.false(await isInCuenta(app, mine));
    t.is(await isInCuenta(app, theirs), what !== "another's account", 'only an account that the row names is shut');
  });

test('[A11] Mi cuenta opens by no forged session of the provider', async (t) => {
  const { app } = await open(t);
  const mine = await enterCuenta(app, pedro);
  await write(app, `update oidc_session set payload = payload || '{"loginTs": 1}' where payload ? 'accountId'`);
  const page = await pageOf(app, mine);
  t.is(page.status, 500);
  await assertNoted(t, app, 'oidc_session', page.text);
});

test('[A11, threat 89] a consent that was forged, widened or copied releases no claim', async (t) => {
  const { app } = await open(t);
  const account = await accountOf(app, rosa);
  const inserted = `insert into consents
      (account_id, subject, client_id, scopes, claims, api_scopes, purpose, first_at, agreed_at, mac)
    values ($1, $2, 'privada', '{openid,run,email}', '{}', '{}', 'A platform that only the tests know', now(), now(), '\\x00')`;
  await write(app, inserted, [account.id, account.subject]);
  const { to } = await beginSignIn(await openClient(app, 'privada'), { scope: 'openid run' });
  const page = await goThrough((await signIn(await openClient(app, 'capacita'))).browser, to, rosa);
  t.is(page.status, 500, page.text);
  await assertNoted(t, app, 'consents', page.text);
});

test('[A11] all sessions and grants of an account end, whatever was written into one of them', async (t) => {
  const { app, logouts } = await open(t);
  const client = await openClient(app, 'capacita');
  const [first, second] = [await signIn(client), await signIn(client)];
  const account = await accountOf(app, rosa);
  const kept = rowIdOf(first.browser.cookies.get('clave_sesion') ?? '');
  // The session that is to stay says that every grant hangs from it.
  await write(
    app,
    `update oidc_session kept set payload = jsonb_set(kept.payload, '{authorizations}',
       (select jsonb_object_agg('x' || number, jsonb_build_object('grantId', payload #>> '{authorizations,capacita,grantId}'))
        from (select payload, row_number() over () as number from oidc_session) all_of_them))
     where id = $1`,
    [kept],
  );
  const { rows } = await write(app, 'select uid from oidc_session where id = $1', [kept]);
  await app.deps.sessions.endAll(account.id, { except: rows[0].uid });
  for (const { tokens } of [first, second]) t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is((await write(app, 'select from oidc_grant')).rowCount, 0);
  t.deepEqual(await notifiedSids(app, logouts), [second.tokens.claims()?.sid as string]);
  t.is((await notedIn(app, 'oidc_session')).length, 1, 'and the operator hears of it');
});

test('[A11, threat 86] sessions, grants and tokens that were put back after all of an account ended open nothing', async (t) => {
  const { app } = await open(t);
  const client = await openClient(app, 'capacita');
  const { browser, tokens } = await signIn(client);
  const tables = ['oidc_session', 'oidc_grant', 'oidc_access_token', 'oidc_refresh_token'];
  const saved = await Promise.all(tables.map(async (name) => (await write(app, `select * from ${name}`)).rows));
  await setTimeout(1100);
  await app.deps.sessions.endAll((await accountOf(app, rosa)).id);
  for (const [place, name] of tables.entries())
    for (const row of saved[place] ?? []) await app.raw.run((sql) => sql(name).insert(row));
  await write(app, 'delete from ended_sessions');
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
  const { to } = await beginSignIn(client, { prompt: 'none' });
  t.is(answerOf(await browser.get(to.href)).searchParams.get('error'), 'login_required');
});

test('[A11] a logout ends the tokens too, even where a forged row says that they outlive the session', async (t) => {
  const { app } = await open(t);
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  const { rows } = await write(
    app,
    `update oidc_session set payload = jsonb_set(payload, '{authorizations,capacita,persistsLogout}', 'true') returning uid`,
  );
  await app.deps.sessions.leave((await accountOf(app, rosa)).id, rows[0].uid);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is((await notedIn(app, 'oidc_session')).length, 1);
});

test('[A11] a client that was written into a notice is not notified, and a delivered notice is not sent again', async (t) => {
  const { app, logouts } = await open(t);
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  const account = await accountOf(app, rosa);
  await app.deps.sessions.endAll(account.id);
  const notified = [String(tokens.claims()?.sid)];
  t.deepEqual(await notifiedSids(app, logouts), notified);
  await write(app, `update logout_notices set told_at = null, due_at = now() - interval '1 second'`);
  await write(
    app,
    `insert into logout_notices (id, client_id, account_id, sid, created_at, due_at, mac)
     select gen_random_uuid(), client_id, account_id, 'invented', now(), now() - interval '1 second', mac from logout_notices`,
  );
  t.deepEqual(await notifiedSids(app, logouts), notified);
  t.is((await notedIn(app, 'logout_notices')).length, 2);
});

test('[A11, threat 89] a forged event is not signed, and none goes to a forged recipient', async (t) => {
  const { app, events } = await open(t);
  const account = await accountOf(app, pedro);
  await write(
    app,
    `insert into platform_uses (account_id, client_id, scopes, first_at, last_at)
     values ($1, 'atenta', '{openid}', now(), now())`,
    [account.id],
  );
  await app.deps.clientEvents.publish(account, 'account-disabled');
  await write(
    app,
    `insert into event_notices (id, client_id, account_id, event, subject, created_at, due_at)
     values (gen_random_uuid(), 'atenta', $1, 'account-disabled', $2, now(), now() - interval '1 second')`,
    [account.id, account.subject],
  );
  while ((await deliverDue(app.events)) > 0);
  t.is(events.asked.length, 0);
  t.is((await notedIn(app, 'platform_uses'))[0]?.account_id, account.id);
  t.is((await notedIn(app, 'event_notices'))[0]?.account_id, account.id);
});

test('[A11] a forged row does not show a client as one that knows the person', async (t) => {
  const { app } = await open(t);
  const account = await accountOf(app, pedro);
  const browser = await enterCuenta(app, pedro);
  await write(
    app,
    `insert into platform_uses (account_id, client_id, scopes, first_at, last_at, mac)
     values ($1, 'atenta', '{openid}', now(), now(), '\\x00')`,
    [account.id],
  );
  const page = await browser.get(`${app.issuer}/cuenta/plataformas`);
  t.is(page.status, 500);
  t.regex(page.text, /Esta cuenta está detenida por seguridad/);
  await assertNoted(t, app, 'platform_uses', page.text);
});

test('[A11] a user who consents twice consents to both, and under another purpose to that alone', async (t) => {
  const { app } = await open(t);
  const account = await accountOf(app, rosa);
  const key = { subject: account.subject, actor: undefined, clientId: 'privada' };
  const said = { claims: [], apiScopes: [], purpose: 'uno' };
  await app.deps.consents.give(account.id, key, { ...said, scopes: ['openid', 'run'] });
  await app.deps.consents.give(account.id, key, { ...said, scopes: ['openid', 'email'] });
  t.deepEqual((await app.deps.consents.find(key))?.scopes, ['openid', 'run', 'email']);
  await app.deps.consents.give(account.id, key, { ...said, purpose: 'dos', scopes: ['openid'] });
  t.deepEqual((await app.deps.consents.find(key))?.scopes, ['openid']);
});
